package dev.streamviewer.demo.chaos;

import java.time.Duration;

/**
 * The longest outage and the most refusals that Twitch may see during a fault.
 *
 * @param outage the longest time without a 2xx
 * @param refused the share of messages whose first attempt is not answered with 2xx
 */
record FaultLimits(Duration outage, double refused) {
  static final FaultLimits NONE = new FaultLimits(Duration.ofMinutes(1), 1);
  static final FaultLimits OF_KILLS = new FaultLimits(Duration.ofSeconds(2), 1);

  /** The limits of kills that follow each other without a pause. */
  static final FaultLimits OF_AVAILABILITY = new FaultLimits(Duration.ofSeconds(2), 0.02);
}
