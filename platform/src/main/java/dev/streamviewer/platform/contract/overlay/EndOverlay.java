package dev.streamviewer.platform.contract.overlay;

/**
 * Withdraws all overlay tokens of a viewer for a streamer.
 *
 * @param viewerId the viewer's id at Twitch
 * @param streamer the login of the streamer in lower case
 */
public record EndOverlay(String viewerId, String streamer) {}
