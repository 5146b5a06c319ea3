package dev.streamviewer.platform.contract.streamer;

/**
 * A viewer still watches a streamer.
 *
 * @param login the streamer's login in lower case
 */
public record RenewWatch(String login, String viewerId) {}
