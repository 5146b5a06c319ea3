package dev.streamviewer.sandbox.pusher.channel;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last event of each cache channel, kept for up to 30 minutes. */
public final class EventCache {
  private static final Duration LIFETIME = Duration.ofMinutes(30);
  private static final int CAPACITY = 1_000;

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Clock clock;

  public EventCache(Clock clock) {
    this.clock = clock;
  }

  void put(ChannelName channel, String event, String data) {
    entries.remove(channel.value());
    if (entries.size() >= CAPACITY) {
      entries.remove(entries.keySet().iterator().next());
    }
    entries.put(channel.value(), new Entry(event, data, clock.instant().plus(LIFETIME)));
  }

  Optional<Entry> get(ChannelName channel) {
    return Optional.ofNullable(entries.get(channel.value()))
        .filter(entry -> clock.instant().isBefore(entry.until()));
  }

  long secondsLeft(Entry entry) {
    return Duration.between(clock.instant(), entry.until()).toSeconds();
  }

  record Entry(String event, String data, Instant until) {}
}
