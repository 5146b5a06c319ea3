package dev.streamviewer.platform.contract.streamer;

import java.time.Instant;

/**
 * The state of a stream.
 *
 * @param viewers the number of viewers; 0 while offline
 * @param startedAt when the stream began; null while offline
 */
public record StreamState(
    boolean live, String title, String category, int viewers, Instant startedAt) {}
