package dev.streamviewer.auth.twitch;

/**
 * How a user shows themself.
 *
 * @param name as they write it, often not in Latin letters
 * @param avatar address of the picture, or empty
 */
public record TwitchProfile(String name, String avatar) {}
