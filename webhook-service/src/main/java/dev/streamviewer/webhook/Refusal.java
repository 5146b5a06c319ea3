package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.RejectedCallback;
import dev.streamviewer.platform.contract.WebhookVerdict;

/** A callback that is answered with a 4xx: what is wrong with it will not get better by itself. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final Outcome outcome;
  private final int status;

  Refusal(Outcome outcome, int status, String sentence) {
    super(sentence, null, false, false);
    this.outcome = outcome;
    this.status = status;
  }

  /** The refusal of a callback whose headers or signature tell enough. */
  static Refusal of(RejectedCallback rejected) {
    var reason = rejected.reason();
    return new Refusal(Outcome.valueOf(reason.name()), reason.status(), rejected.getMessage());
  }

  Outcome outcome() {
    return outcome;
  }

  WebhookVerdict verdict() {
    return WebhookVerdict.refused(status, getMessage());
  }
}
