package dev.streamviewer.webhook.helix;

import dev.streamviewer.webhook.config.WatchDeadlines;
import java.time.Duration;
import java.util.Locale;

/**
 * The purposes of calls to Twitch's API. Each purpose is guaranteed a share of the refill, seven
 * eighths in all; the rest is for any purpose. A flood of one purpose cannot block the others.
 */
public enum HelixCallPurpose {
  /** Profiles and streams; up to a hundred share a call, so few calls suffice. */
  NAMES(0.125, true, WatchDeadlines.STANDARD.rateLimit()),
  /** Searches for a streamer as a viewer types. */
  SEARCHES(0.125, true, WatchDeadlines.STANDARD.rateLimit()),
  /**
   * Live states of many streamers, popular streams, categories, recordings and samples of viewers.
   * With Twitch's usual 800 calls a minute, ten thousand favourites are guaranteed their live state
   * each minute.
   */
  LISTS(0.125, true, WatchDeadlines.STANDARD.rateLimit()),
  /** Subscriptions that a viewer waits for. */
  WATCHES(0.25, true, WatchDeadlines.STANDARD.rateLimit()),
  /** Maintenance of subscriptions; no viewer waits. */
  UPKEEP(0.25, false, Duration.ofSeconds(30));

  private final double share;
  private final boolean perProcess;
  private final Duration maxWait;

  HelixCallPurpose(double share, boolean perProcess, Duration maxWait) {
    this.share = share;
    this.perProcess = perProcess;
    this.maxWait = maxWait;
  }

  /**
   * Returns the guaranteed share of the bucket's refill.
   *
   * @param processes the number of processes that spend from the same bucket; only one of them does
   *     the upkeep
   */
  double share(int processes) {
    return perProcess ? share / Math.max(1, processes) : share;
  }

  /** Returns how long a call may wait for a point. */
  Duration maxWait() {
    return maxWait;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
