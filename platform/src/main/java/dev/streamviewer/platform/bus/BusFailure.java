package dev.streamviewer.platform.bus;

/**
 * A failure that may cross the bus: a reason, and a sentence for anyone, since viewers read it in a
 * problem detail. A sentence names no variable and nothing else that only an operator can change;
 * such words belong in the log and in health ({@link #refusedByPeer}).
 */
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

  /**
   * A failure that only the operator can fix: an external service refuses this deployment itself.
   * Log what to fix, and show it in health.
   *
   * @param peer the name of the service, as viewers know it
   */
  public static BusFailure refusedByPeer(String peer, Throwable cause) {
    return new BusFailure(
        Reason.UPSTREAM,
        "%s does not accept requests from this site at the moment. Please try again later."
            .formatted(peer),
        cause);
  }

  public Reason reason() {
    return reason;
  }
}
