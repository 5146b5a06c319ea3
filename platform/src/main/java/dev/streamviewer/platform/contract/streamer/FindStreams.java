package dev.streamviewer.platform.contract.streamer;

import java.util.List;

/**
 * Asks who of some streamers is live.
 *
 * @param logins in lower case
 * @param viewerId the viewer who asks
 */
public record FindStreams(List<String> logins, String viewerId) {}
