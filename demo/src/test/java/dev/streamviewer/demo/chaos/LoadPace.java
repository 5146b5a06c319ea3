package dev.streamviewer.demo.chaos;

import java.time.Duration;

/**
 * Duration and intensity of the tests.
 *
 * @param gateways the number of gateways; with two, Twitch gets responses while one is away
 * @param outage the duration of Pusher's outage
 * @param stop the duration of a frozen process
 * @param away the absence of a killed process
 * @param calm the duration of the load before and after a fault
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

  /** Returns the full pace with another number of events. */
  static LoadPace full(int eventsPerSecond) {
    return new LoadPace(
        FULL.gateways, eventsPerSecond, FULL.outage, FULL.stop, FULL.away, FULL.calm);
  }

  /** Returns the full pace with {@code -Dchaos=full}, otherwise the short one. */
  static LoadPace ordered() {
    return isFull() ? FULL : SHORT;
  }

  boolean isShort() {
    return equals(SHORT);
  }

  static boolean isFull() {
    return "full".equals(System.getProperty("chaos"));
  }
}
