package dev.streamviewer.platform.contract.streamer;

/**
 * Requests streamers by a part of their name.
 *
 * @param viewerId the viewer who searches
 */
public record FindStreamers(String query, String viewerId) {}
