package dev.streamviewer.sandbox.pusher.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Pusher's limit of ten client events per second and connection. */
public final class ClientEventRate {
  private static final int LIMIT = 10;
  private static final Duration WINDOW = Duration.ofSeconds(1);

  private final Deque<Instant> recent = new ArrayDeque<>();

  public boolean allows(Instant now) {
    while (!recent.isEmpty() && !recent.peek().isAfter(now.minus(WINDOW))) {
      recent.remove();
    }
    return recent.size() < LIMIT && recent.add(now);
  }
}
