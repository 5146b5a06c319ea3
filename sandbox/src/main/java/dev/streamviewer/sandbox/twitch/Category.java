package dev.streamviewer.sandbox.twitch;

/** What a stream is about; Twitch calls it a game, too. */
public record Category(String id, String name) {}
