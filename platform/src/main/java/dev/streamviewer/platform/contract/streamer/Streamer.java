package dev.streamviewer.platform.contract.streamer;

/**
 * A streamer, as events name them.
 *
 * @param id Twitch's id, which never changes
 * @param login the name in addresses, in lower case; it can change
 * @param name the name as shown
 */
public record Streamer(String id, String login, String name) {}
