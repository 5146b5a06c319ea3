package dev.streamviewer.platform.contract.streamer;

/** A streamer in the search results. */
public record StreamerSuggestion(
    String id, String login, String name, String avatar, boolean live, String category) {}
