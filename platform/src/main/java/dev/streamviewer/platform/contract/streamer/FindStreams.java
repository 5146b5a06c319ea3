package dev.streamviewer.platform.contract.streamer;

import java.util.List;

/**
 * Requests the streams of some streamers.
 *
 * @param logins in lower case
 * @param viewerId the requesting viewer
 */
public record FindStreams(List<String> logins, String viewerId) {}
