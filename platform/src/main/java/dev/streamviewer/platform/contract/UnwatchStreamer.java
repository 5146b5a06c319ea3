package dev.streamviewer.platform.contract;

/**
 * A viewer no longer watches a streamer.
 *
 * @param login the streamer's login in lower case
 */
public record UnwatchStreamer(String login, String viewerId) {}
