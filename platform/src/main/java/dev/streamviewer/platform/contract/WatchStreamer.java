package dev.streamviewer.platform.contract;

/**
 * A viewer watches a streamer.
 *
 * @param login the streamer's login in lower case
 */
public record WatchStreamer(String login, String viewerId) {}
