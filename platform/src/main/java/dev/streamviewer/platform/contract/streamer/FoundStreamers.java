package dev.streamviewer.platform.contract.streamer;

import java.util.List;

/** Streamers that match a search, live streamers first. */
public record FoundStreamers(List<StreamerSuggestion> streamers) {}
