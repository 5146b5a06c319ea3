package dev.streamviewer.platform.contract.streamer;

/**
 * A streamer, as shown on the page.
 *
 * @param avatar address of the picture, or empty
 */
public record StreamerProfile(String id, String login, String name, String avatar) {}
