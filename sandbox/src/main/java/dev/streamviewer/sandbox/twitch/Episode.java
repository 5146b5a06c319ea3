package dev.streamviewer.sandbox.twitch;

import java.time.Instant;

/** Something with a beginning, a course and an end, known by one id: a poll, a hype train. */
record Episode(String id, Instant startedAt) {}
