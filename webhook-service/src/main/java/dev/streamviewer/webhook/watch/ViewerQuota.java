package dev.streamviewer.webhook.watch;

import java.time.Clock;

/**
 * The rate limits of one viewer. An evening with several tabs stays far below: a page asks once a
 * minute for live streams, and for suggestions a fifth of a second after the last key.
 */
public final class ViewerQuota {
  private final ViewerRate searches;
  private final ViewerRate lists;
  private final ViewerRate details;
  private final ViewerRate names;
  private final ViewerRate watches;

  public ViewerQuota(Clock clock) {
    searches =
        new ViewerRate(
            30, 30, "You have searched a lot within a minute. Please wait a moment.", clock);
    lists =
        new ViewerRate(
            40,
            20,
            "You have checked very often within a minute who is live. Please wait a moment.",
            clock);
    details =
        new ViewerRate(
            60,
            30,
            "You have asked very often within a minute for details of streams. Please wait a"
                + " moment.",
            clock);
    names =
        new ViewerRate(
            30,
            30,
            "You have looked up many streamers within a minute. Please wait a moment.",
            clock);
    watches =
        new ViewerRate(
            120,
            60,
            "You have opened streamers very often within a minute. Please wait a moment.",
            clock);
  }

  /** Limits searches for streamers by a part of the name. */
  ViewerRate searches() {
    return searches;
  }

  /** Limits requests for the live state of several streamers. */
  ViewerRate lists() {
    return lists;
  }

  /**
   * Limits requests for recordings, schedules, samples of viewers, popular streams and categories.
   */
  ViewerRate details() {
    return details;
  }

  /** Limits watches, repeated ones included. */
  ViewerRate watches() {
    return watches;
  }

  /** Limits lookups of logins that the viewer has not watched lately and that may not exist. */
  ViewerRate names() {
    return names;
  }
}
