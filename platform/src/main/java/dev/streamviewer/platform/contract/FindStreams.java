package dev.streamviewer.platform.contract;

import java.util.List;

/**
 * Asks who of some streamers is live.
 *
 * @param logins in lower case
 */
public record FindStreams(List<String> logins) {}
