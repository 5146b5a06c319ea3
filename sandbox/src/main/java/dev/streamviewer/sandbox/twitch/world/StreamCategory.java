package dev.streamviewer.sandbox.twitch.world;

/** Category of a stream; Twitch also says game. */
public record StreamCategory(String id, String name) {}
