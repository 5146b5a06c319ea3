package dev.streamviewer.platform.tap;

import java.time.Duration;

/**
 * What keeps a tap from costing more than it tells.
 *
 * @param duration after which a tap ends by itself
 * @param heartbeat how often the members hear that a tap is still open
 * @param silence how long a member watches for a tap that it hears nothing of
 * @param keepAlive how often a client is sent something, so that no proxy ends the connection
 * @param recordsPerSecond how many records a member sends to one tap
 * @param taps how many one process opens at the same time
 * @param tapsOfAll how many all processes together may have open
 * @param queuedBytes how much waits for a client that reads slowly; beyond that is left out
 */
public record TapLimits(
    Duration duration,
    Duration heartbeat,
    Duration silence,
    Duration keepAlive,
    int recordsPerSecond,
    int taps,
    int tapsOfAll,
    int queuedBytes) {
  public static final TapLimits DEFAULT =
      new TapLimits(
          Duration.ofMinutes(15),
          Duration.ofSeconds(2),
          Duration.ofSeconds(6),
          Duration.ofSeconds(10),
          500,
          4,
          16,
          512 * 1024);
}
