package dev.streamviewer.notifier.delivery;

import java.time.Duration;

/**
 * What an outlet answered, in the terms of HTTP.
 *
 * @param status an HTTP status; the notifier decides on it alone
 * @param text the body: JSON, or words about an error
 * @param retryAfter how long it wants to be left alone; zero if it does not say
 */
public record SinkResponse(int status, String text, Duration retryAfter) {
  private static final int SHOWN = 200;

  public SinkResponse(int status, String text) {
    this(status, text, Duration.ZERO);
  }

  public boolean accepted() {
    return status == 200;
  }

  /** The same bytes will never be accepted. */
  boolean isFinal() {
    return status == 400 || status == 413;
  }

  /** Wrong credentials, a disabled app, or a quota that is used up. */
  boolean isRefusal() {
    return status == 401 || status == 403;
  }

  @Override
  public String toString() {
    var words = text.strip().replaceAll("\\s+", " ");
    return status
        + (words.isEmpty() ? "" : ": " + words.substring(0, Math.min(SHOWN, words.length())));
  }
}
