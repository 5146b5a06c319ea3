package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.record.OptionalField;

/**
 * Requests the live streams with the most viewers.
 *
 * @param language only streams in this language, as Twitch writes it; null for all
 * @param category only streams of the category with this id; null for all
 * @param viewerId the requesting viewer
 */
public record FindPopularStreams(
    @OptionalField String language, @OptionalField String category, String viewerId) {}
