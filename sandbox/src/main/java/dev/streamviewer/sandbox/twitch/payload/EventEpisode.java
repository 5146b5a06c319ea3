package dev.streamviewer.sandbox.twitch.payload;

import java.time.Instant;

/** Something with a beginning, a course and an end, known by one id: a poll, a hype train. */
record EventEpisode(String id, Instant startedAt) {}
