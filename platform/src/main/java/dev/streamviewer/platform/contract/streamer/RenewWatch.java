package dev.streamviewer.platform.contract.streamer;

/**
 * Renews a viewer's watch of a streamer.
 *
 * @param login the streamer's login in lower case
 */
public record RenewWatch(String login, String viewerId) {}
