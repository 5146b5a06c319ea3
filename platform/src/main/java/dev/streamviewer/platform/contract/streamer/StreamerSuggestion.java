package dev.streamviewer.platform.contract.streamer;

/** A streamer to choose from. */
public record StreamerSuggestion(
    String id, String login, String name, String avatar, boolean live, String category) {}
