package dev.streamviewer.platform.bus;

/** A failure that may cross the bus: a reason, and a sentence that is safe to show to anyone. */
public final class BusFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a question could not be answered. Its place is what crosses the bus: add at the end. */
  public enum Reason {
    /** Not our fault: something broke, and has been logged where it happened. */
    INTERNAL,
    /** The question makes no sense. */
    INVALID,
    /** Nobody is signed in. */
    UNAUTHENTICATED,
    /** Somebody is signed in, but may not. */
    FORBIDDEN,
    /** There is no such thing. */
    NOT_FOUND,
    /** Twitch or Pusher refused, or could not be reached. */
    UPSTREAM,
    /** There is too much to do just now. */
    BUSY,
    /** No answer came in time. */
    TIMEOUT,
    /** No service is there to answer. */
    UNAVAILABLE,
    /** Who asks has had as much as one may have for now. */
    LIMITED
  }

  private final Reason reason;

  public BusFailure(Reason reason, String sentence) {
    this(reason, sentence, null);
  }

  /**
   * @param cause kept for the log of this process; it does not cross the bus
   */
  public BusFailure(Reason reason, String sentence, Throwable cause) {
    super(sentence, cause, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
