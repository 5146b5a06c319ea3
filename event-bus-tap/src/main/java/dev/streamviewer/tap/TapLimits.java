package dev.streamviewer.tap;

import java.time.Duration;

/**
 * Limits on the cost of taps.
 *
 * @param duration the lifetime of a tap
 * @param heartbeat how often a tap is announced to the members
 * @param silence how long a member serves a tap without an announcement
 * @param keepAlive how often a client is sent data, so that no proxy closes the connection
 * @param recordsPerSecond the maximum of records that a member sends to one tap
 * @param taps the maximum of open taps in one process
 * @param tapsOfAll the maximum of open taps in all processes
 * @param queuedBytes the maximum of bytes queued for a slow client; further records are left out
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
