package dev.streamviewer.platform.contract.streamer;

import java.util.List;

/** Streamers that resemble what was asked, live ones first. */
public record FoundStreamers(List<StreamerSuggestion> streamers) {}
