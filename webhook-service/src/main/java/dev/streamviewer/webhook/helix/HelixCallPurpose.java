package dev.streamviewer.webhook.helix;

import java.time.Duration;
import java.util.Locale;

/**
 * What calls to Twitch's API are made for. Each use is guaranteed some of what comes into the
 * bucket, three quarters in all, and what is left goes to whoever asks: no flood of one keeps the
 * others from Twitch.
 */
public enum HelixCallPurpose {
  /** Who somebody is and what they stream; up to a hundred share a call, so few do. */
  NAMES(0.125, true, Duration.ofSeconds(1)),
  /** What viewers type to find a streamer. */
  SEARCHES(0.125, true, Duration.ofSeconds(1)),
  /** Subscriptions that somebody waits for. */
  WATCHES(0.25, true, Duration.ofSeconds(1)),
  /** What keeps the subscriptions true; nobody waits for it. */
  UPKEEP(0.25, false, Duration.ofSeconds(30));

  private final double share;
  private final boolean everywhere;
  private final Duration patience;

  HelixCallPurpose(double share, boolean everywhere, Duration patience) {
    this.share = share;
    this.everywhere = everywhere;
    this.patience = patience;
  }

  /**
   * What it may spend in any case, as a share of what comes into the bucket.
   *
   * @param processes those that spend from the same bucket; one of them does the upkeep
   */
  double share(int processes) {
    return everywhere ? share / Math.max(1, processes) : share;
  }

  /** How long a call may be held back until there is a point for it. */
  Duration patience() {
    return patience;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
