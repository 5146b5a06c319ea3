package dev.streamviewer.platform.contract.overlay;

/**
 * Requests the overlays of a viewer.
 *
 * @param viewerId the viewer's id at Twitch
 */
public record FindOverlays(String viewerId) {}
