package dev.streamviewer.sandbox.chaos;

import java.time.Duration;

/**
 * How long and how hard.
 *
 * @param gateways how many; with two, one can be away and Twitch is still answered
 * @param outage how long Pusher is away
 * @param stop how long a process stands still
 * @param away how long a killed process is away
 * @param calm load before and after a fault
 */
record LoadPace(
    int gateways,
    int eventsPerSecond,
    Duration outage,
    Duration stop,
    Duration away,
    Duration calm) {
  static final LoadPace SHORT =
      new LoadPace(
          1,
          40,
          Duration.ofSeconds(4),
          Duration.ofSeconds(4),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));
  static final LoadPace FULL =
      new LoadPace(
          2,
          40,
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofSeconds(5),
          Duration.ofSeconds(5));

  /** Whole by {@code -Dchaos=full}. */
  static LoadPace ordered() {
    return isFull() ? FULL : SHORT;
  }

  static boolean isFull() {
    return "full".equals(System.getProperty("chaos"));
  }
}
