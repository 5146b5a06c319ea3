package dev.streamviewer.sandbox.twitch.world;

import java.time.Duration;
import java.time.Instant;

/**
 * A recording of a broadcast; Twitch says video of the type archive.
 *
 * @param createdAt the beginning of the broadcast
 * @param length grows while the broadcast runs
 */
public record ArchivedVideo(
    String id,
    String streamId,
    SandboxStreamer streamer,
    String title,
    Instant createdAt,
    Duration length) {}
