package dev.streamviewer.webhook.watch;

import java.time.Clock;

/**
 * What one viewer may ask within a minute. An evening with several tabs stays far below: a page
 * asks once a minute who is live, and for suggestions a fifth of a second after the last key.
 */
public final class ViewerQuota {
  private final ViewerRate searches;
  private final ViewerRate lists;
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
            "You have asked who is live very often within a minute. Please wait a moment.",
            clock);
    names =
        new ViewerRate(
            30,
            30,
            "You have asked for many streamers within a minute. Please wait a moment.",
            clock);
    watches =
        new ViewerRate(
            120,
            60,
            "You have opened streamers very often within a minute. Please wait a moment.",
            clock);
  }

  /** Searches for streamers by a part of their name. */
  ViewerRate searches() {
    return searches;
  }

  /** Questions who of some streamers is live. */
  ViewerRate lists() {
    return lists;
  }

  /** Watches, of streamers whom the viewer watches already as well. */
  ViewerRate watches() {
    return watches;
  }

  /** Names of streamers whom the viewer has not watched lately, and who may not exist. */
  ViewerRate names() {
    return names;
  }
}
