package dev.streamviewer.notifier.delivery;

import java.time.Duration;

/**
 * Response of a sink, in the terms of HTTP.
 *
 * @param status an HTTP status, which alone decides
 * @param text the body: JSON, or an error message
 * @param retryAfter the pause that the sink requests; zero without a request
 */
public record SinkResponse(int status, String text, Duration retryAfter) {
  private static final int MAX_TEXT = 200;

  public SinkResponse(int status, String text) {
    this(status, text, Duration.ZERO);
  }

  public boolean isAccepted() {
    return status == 200;
  }

  /** Returns whether the same bytes will never be accepted. */
  boolean isPermanentError() {
    return status == 400 || status == 413;
  }

  /** Returns whether credentials are wrong, the app is disabled or a quota is used up. */
  boolean isRefusal() {
    return status == 401 || status == 403;
  }

  @Override
  public String toString() {
    var oneLine = text.strip().replaceAll("\\s+", " ");
    return status
        + (oneLine.isEmpty()
            ? ""
            : ": " + oneLine.substring(0, Math.min(MAX_TEXT, oneLine.length())));
  }
}
