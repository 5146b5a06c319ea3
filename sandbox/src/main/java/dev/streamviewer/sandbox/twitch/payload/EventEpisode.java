package dev.streamviewer.sandbox.twitch.payload;

import java.time.Instant;

/** A poll, hype train or the like, whose events share an id from begin to end. */
record EventEpisode(String id, Instant startedAt) {}
