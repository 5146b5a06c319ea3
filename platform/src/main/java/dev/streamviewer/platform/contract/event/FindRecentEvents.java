package dev.streamviewer.platform.contract.event;

/**
 * Asks for the recent events of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param after the id of the last event known to who asks, or null
 * @param includePrivate whether events of the private channel are wanted too
 */
public record FindRecentEvents(String login, String after, boolean includePrivate) {}
