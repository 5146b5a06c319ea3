package dev.streamviewer.notifier.delivery;

import java.time.Duration;

/**
 * Response of a sink, in the terms of HTTP.
 *
 * @param status an HTTP status, which decides unless the response is implausible
 * @param text the body: JSON, or an error message
 * @param retryAfter the pause that the sink requests; zero without a request
 * @param implausible whether the sink calls events unacceptable that are within its limits, such as
 *     Pusher with 413 when the quota is used up; it may accept the same bytes later
 */
public record SinkResponse(int status, String text, Duration retryAfter, boolean implausible) {
  private static final int MAX_TEXT = 200;

  public SinkResponse(int status, String text, Duration retryAfter) {
    this(status, text, retryAfter, false);
  }

  public SinkResponse(int status, String text) {
    this(status, text, Duration.ZERO);
  }

  /** Returns this response as one that cannot be true. */
  public SinkResponse doubted() {
    return new SinkResponse(status, text, retryAfter, true);
  }

  public boolean isAccepted() {
    return status == 200;
  }

  /** Returns whether the same bytes will never be accepted. */
  public boolean isPermanentError() {
    return !implausible && (status == 400 || status == 413);
  }

  /** Returns whether one bad event of a call may have caused this response for all. */
  boolean mayConcernOne() {
    return implausible || isPermanentError();
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
