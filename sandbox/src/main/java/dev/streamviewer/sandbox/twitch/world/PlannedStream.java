package dev.streamviewer.sandbox.twitch.world;

import java.time.Duration;
import java.time.Instant;

/** A stream in a schedule; Twitch says segment. */
public record PlannedStream(
    String id, SandboxStreamer streamer, String title, Instant startsAt, Duration length) {}
