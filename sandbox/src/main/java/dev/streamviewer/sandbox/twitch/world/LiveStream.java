package dev.streamviewer.sandbox.twitch.world;

import java.time.Instant;

/** A broadcast, from going online to going offline. */
public record LiveStream(String id, Instant startedAt, int viewers) {
  public LiveStream withViewers(int viewers) {
    return new LiveStream(id, startedAt, viewers);
  }
}
