package dev.streamviewer.platform.contract.streamer;

/**
 * A streamer, as named in events.
 *
 * @param id Twitch's id, which never changes
 * @param login the name in addresses, in lower case; can change
 * @param name the display name
 */
public record Streamer(String id, String login, String name) {}
