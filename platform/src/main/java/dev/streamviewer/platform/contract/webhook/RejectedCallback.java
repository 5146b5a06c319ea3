package dev.streamviewer.platform.contract.webhook;

/**
 * The rejection of a callback that can never be accepted. The message is the sentence for the
 * sender.
 */
public final class RejectedCallback extends Exception {
  private static final long serialVersionUID = 1L;

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  /** The fault of a callback; the name in lower case is the metric label. */
  public enum Reason {
    MALFORMED(BAD_REQUEST),
    OUT_OF_TIME(BAD_REQUEST),
    BAD_SIGNATURE(FORBIDDEN);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    /** The HTTP status of the response. */
    public int status() {
      return status;
    }
  }

  private final Reason reason;

  RejectedCallback(Reason reason, String sentence) {
    super(sentence, null, false, false);
    this.reason = reason;
  }

  /** The rejection of a signature that was made with none of this deployment's secrets. */
  public static RejectedCallback badSignature() {
    return new RejectedCallback(
        Reason.BAD_SIGNATURE,
        "The signature does not match: expected one made with this deployment's WEBHOOK_SECRET.");
  }

  public Reason reason() {
    return reason;
  }
}
