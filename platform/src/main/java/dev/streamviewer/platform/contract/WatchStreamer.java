package dev.streamviewer.platform.contract;

import java.util.Set;

/**
 * A viewer watches a streamer.
 *
 * @param login the streamer's login in lower case
 * @param scopes what the viewer consented to; it counts when the streamer is the viewer
 */
public record WatchStreamer(String login, String viewerId, Set<String> scopes) {}
