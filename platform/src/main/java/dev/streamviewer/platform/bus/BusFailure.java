package dev.streamviewer.platform.bus;

import java.util.Locale;

/**
 * A failure that may cross the bus: a reason, and a sentence that viewers read in a problem detail.
 * The sentence names no variable and nothing else that only an operator can change; such details
 * belong in the log and in health ({@link #refusedByPeer}).
 */
public final class BusFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The reason of a failure. The ordinal crosses the bus, so add new reasons at the end. */
  public enum Reason {
    /** An unexpected error, logged where it happened. */
    INTERNAL,
    /** The request is invalid. */
    INVALID,
    /** No viewer is signed in. */
    UNAUTHENTICATED,
    /** The viewer is signed in, but not authorized. */
    FORBIDDEN,
    /** The requested object does not exist. */
    NOT_FOUND,
    /** Twitch or Pusher refused, or was unreachable. */
    UPSTREAM,
    /** The service is overloaded at the moment. */
    BUSY,
    /** The service did not answer in time. */
    TIMEOUT,
    /** The service is not running. */
    UNAVAILABLE,
    /** The caller has exceeded its quota. */
    LIMITED;

    /** The label in metrics and outcomes. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
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
