package dev.streamviewer.platform.contract.streamer;

import java.time.Instant;

/**
 * What is known of a stream.
 *
 * @param viewers how many watch; 0 while offline
 * @param startedAt when the stream began; null while offline
 */
public record StreamState(
    boolean live, String title, String category, int viewers, Instant startedAt) {}
