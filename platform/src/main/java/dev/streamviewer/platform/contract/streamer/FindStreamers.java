package dev.streamviewer.platform.contract.streamer;

/**
 * Asks for streamers by a part of their name.
 *
 * @param viewerId the viewer who asks
 */
public record FindStreamers(String query, String viewerId) {}
