package dev.streamviewer.platform.contract.event;

/**
 * Requests the recent events of a streamer.
 *
 * @param login the streamer's login in lower case
 * @param after the id of the last event that the client has, or null
 * @param includePrivate whether to include events of the private channel
 */
public record FindRecentEvents(String login, String after, boolean includePrivate) {}
