package dev.streamviewer.sandbox.twitch.world;

/** What a stream is about; Twitch calls it a game, too. */
public record StreamCategory(String id, String name) {}
