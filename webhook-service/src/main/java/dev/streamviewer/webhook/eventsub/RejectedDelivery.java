package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;

/** A callback that is answered with a 4xx, because a repetition would fail again. */
public final class RejectedDelivery extends Exception {
  private static final long serialVersionUID = 1L;

  private final CallbackOutcome outcome;
  private final int status;

  public RejectedDelivery(CallbackOutcome outcome, int status, String sentence) {
    super(sentence, null, false, false);
    this.outcome = outcome;
    this.status = status;
  }

  /** Creates the rejection for a fault of the headers or the signature. */
  public static RejectedDelivery of(RejectedCallback rejected) {
    var reason = rejected.reason();
    return new RejectedDelivery(
        CallbackOutcome.valueOf(reason.name()), reason.status(), rejected.getMessage());
  }

  public CallbackOutcome outcome() {
    return outcome;
  }

  public WebhookVerdict verdict() {
    return WebhookVerdict.refused(status, getMessage()).because(outcome.label());
  }
}
