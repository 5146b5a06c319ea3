package dev.streamviewer.webhook.ingest;

import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.EventSubMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.eventsub.SignatureVerifier;
import dev.streamviewer.webhook.websub.WebSubReceiver;
import io.vertx.core.Future;
import java.time.Clock;

/**
 * The hot path from a callback's bytes to the answer. Trusts no part of a message before the
 * signature is verified. Answers 2xx only once Pusher has accepted the event or the outbox has
 * stored the event.
 */
public final class WebhookReceiver {
  private static final int MAX_IN_FLIGHT = 2_000;

  private final SignatureVerifier verifier;
  private final ChallengeResponder challengeResponder;
  private final EventSubReceiver eventSub;
  private final WebSubReceiver webSub;
  private final OutcomeCounters outcomes;
  private final Clock clock;
  private int underWay;

  public WebhookReceiver(
      SignatureVerifier verifier,
      ChallengeResponder challengeResponder,
      EventSubReceiver eventSub,
      WebSubReceiver webSub,
      OutcomeCounters outcomes,
      Clock clock) {
    this.verifier = verifier;
    this.challengeResponder = challengeResponder;
    this.eventSub = eventSub;
    this.webSub = webSub;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /** Judges a callback. Never fails: every error has a verdict of its own. */
  public Future<WebhookVerdict> receive(WebhookDelivery callback) {
    if (underWay >= MAX_IN_FLIGHT) {
      outcomes.count(CallbackOutcome.BUSY);
      return Future.succeededFuture(
          WebhookVerdict.later("Too many messages are under way. Please send it again.")
              .because(CallbackOutcome.BUSY.label()));
    }
    underWay++;
    return judge(callback).onComplete(done -> underWay--);
  }

  /** Number of callbacks that wait for their verdict. */
  public int underWay() {
    return underWay;
  }

  private Future<WebhookVerdict> judge(WebhookDelivery callback) {
    try {
      return dispatch(callback).recover(this::rejection);
    } catch (RejectedDelivery | RuntimeException failure) {
      return rejection(failure);
    }
  }

  private Future<WebhookVerdict> dispatch(WebhookDelivery callback) throws RejectedDelivery {
    if (!EventSubMessage.isEventSub(callback)) {
      return webSub.accept(callback).onSuccess(outcomes::count).map(WebhookReceiver::answer);
    }
    var message = authenticate(callback);
    return switch (message.type()) {
      case CHALLENGE -> challenge(message);
      case NOTIFICATION, REVOCATION ->
          eventSub
              .accept(message)
              .onSuccess(outcome -> outcomes.count(message, outcome))
              .map(WebhookReceiver::answer);
    };
  }

  private EventSubMessage authenticate(WebhookDelivery callback) throws RejectedDelivery {
    var message = EventSubMessage.of(callback);
    if (!verifier.verify(message)) {
      throw RejectedDelivery.of(RejectedCallback.badSignature());
    }
    message.checkAge(clock.instant());
    return message;
  }

  private Future<WebhookVerdict> challenge(EventSubMessage message) throws RejectedDelivery {
    return challengeResponder
        .answer(message.body())
        .onSuccess(answer -> outcomes.count(CallbackOutcome.CHALLENGE))
        .map(it -> WebhookVerdict.challenge(it).because(CallbackOutcome.CHALLENGE.label()));
  }

  private static WebhookVerdict answer(CallbackOutcome outcome) {
    var verdict =
        switch (outcome) {
          case IN_FLIGHT ->
              WebhookVerdict.later("This message is being delivered. Please send it again.");
          case NOT_NOW ->
              WebhookVerdict.later(
                  "The event could not be delivered in time. Please send it again.");
          default -> WebhookVerdict.accepted();
        };
    return verdict.because(outcome.label());
  }

  private Future<WebhookVerdict> rejection(Throwable failure) {
    if (failure instanceof RejectedDelivery rejected) {
      outcomes.count(rejected.outcome());
      return Future.succeededFuture(rejected.verdict());
    }
    return Future.failedFuture(failure);
  }
}
