package dev.streamviewer.auth.twitch;

/**
 * Public profile of a user.
 *
 * @param name the display name, often not in Latin letters
 * @param avatar the picture's address, or empty
 */
public record TwitchProfile(String name, String avatar) {}
