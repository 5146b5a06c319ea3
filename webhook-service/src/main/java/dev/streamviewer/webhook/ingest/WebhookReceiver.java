package dev.streamviewer.webhook.ingest;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.dedup.EventKey;
import dev.streamviewer.webhook.delivery.CallbackOutcome;
import dev.streamviewer.webhook.delivery.EventDelivery;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.EventSubMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.eventsub.SignatureVerifier;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.subscription.ShardDisabledSubscription;
import dev.streamviewer.webhook.websub.WebSubReceiver;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hot path from a callback's bytes to the answer. Trusts no part of a message before the
 * signature is verified. Answers 2xx only once Pusher has accepted the event or the outbox has
 * stored the event.
 */
public final class WebhookReceiver {
  private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

  private static final int MOST_UNDER_WAY = 2_000;

  /** Key prefix for revocations and disabled shards; the message id follows. */
  private static final String SUBSCRIPTION_ENDED = "ended/";

  private final SignatureVerifier verifier;
  private final Deduplicator messageDeduplicator;
  private final Deduplicator eventDeduplicator;
  private final CrossSubscriptionDeduplicator crossSubscriptionDeduplicator;
  private final EventTranslator translator;
  private final WebSubReceiver webSub;
  private final ChallengeResponder challengeResponder;
  private final Consumer<String> onSubscriptionEnded;
  private final EventDelivery delivery;
  private final OutcomeCounters outcomes;
  private final Clock clock;
  private int underWay;

  /**
   * @param messageDeduplicator messages seen by this process; stops most repeated messages
   * @param eventDeduplicator events seen by all processes
   * @param onSubscriptionEnded receives the streamer of a subscription that Twitch ended; empty for
   *     a disabled shard
   */
  public WebhookReceiver(
      SignatureVerifier verifier,
      Deduplicator messageDeduplicator,
      Deduplicator eventDeduplicator,
      CrossSubscriptionDeduplicator crossSubscriptionDeduplicator,
      EventTranslator translator,
      WebSubReceiver webSub,
      ChallengeResponder challengeResponder,
      Consumer<String> onSubscriptionEnded,
      EventDelivery delivery,
      OutcomeCounters outcomes,
      Clock clock) {
    this.verifier = verifier;
    this.messageDeduplicator = messageDeduplicator;
    this.eventDeduplicator = eventDeduplicator;
    this.crossSubscriptionDeduplicator = crossSubscriptionDeduplicator;
    this.translator = translator;
    this.webSub = webSub;
    this.challengeResponder = challengeResponder;
    this.onSubscriptionEnded = onSubscriptionEnded;
    this.delivery = delivery;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /** Judges a callback. Never fails: every error has a verdict of its own. */
  public Future<WebhookVerdict> receive(WebhookDelivery callback) {
    if (underWay >= MOST_UNDER_WAY) {
      outcomes.count(CallbackOutcome.BUSY);
      return Future.succeededFuture(
          WebhookVerdict.later("Too many messages are under way. Please send it again."));
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
      return (EventSubMessage.isEventSub(callback) ? eventSub(callback) : webSub(callback))
          .recover(this::refusal);
    } catch (RejectedDelivery refusal) {
      return refusal(refusal);
    }
  }

  private Future<WebhookVerdict> eventSub(WebhookDelivery callback) throws RejectedDelivery {
    var message = EventSubMessage.of(callback);
    if (!verifier.verify(message)) {
      throw RejectedDelivery.of(RejectedCallback.badSignature());
    }
    message.checkAge(clock.instant());
    return switch (message.type()) {
      case CHALLENGE -> challenge(message);
      case NOTIFICATION -> verdict(message.id(), () -> notification(message));
      case REVOCATION -> verdict(message.id(), () -> revocation(message));
    };
  }

  private Future<WebhookVerdict> webSub(WebhookDelivery callback) throws RejectedDelivery {
    var notification = webSub.accept(callback);
    return verdict(
        notification.id(),
        () ->
            webSub
                .translate(notification)
                .compose(event -> deliverAll(event.stream().toList(), "")));
  }

  private Future<WebhookVerdict> challenge(EventSubMessage message) throws RejectedDelivery {
    return challengeResponder
        .answer(message.body())
        .onSuccess(answer -> outcomes.count(CallbackOutcome.CHALLENGE))
        .map(WebhookVerdict::challenge);
  }

  private Future<CallbackOutcome> notification(EventSubMessage message) throws RejectedDelivery {
    var body = EventSubBody.parse(message.body());
    if (ShardDisabledSubscription.TYPE.equals(body.type())) {
      var shard = body.events().stream().findFirst().orElseGet(JsonObject::new);
      return eventDeduplicator.once(SUBSCRIPTION_ENDED + message.id(), () -> shardDisabled(shard));
    }
    return translator
        .notification(message, body)
        .compose(events -> deliverAll(events, body.subscription().id()));
  }

  private Future<CallbackOutcome> revocation(EventSubMessage message) throws RejectedDelivery {
    var body = EventSubBody.parse(message.body());
    return eventDeduplicator.once(
        SUBSCRIPTION_ENDED + message.id(), () -> begin(() -> revoked(message, body)));
  }

  /** Runs behind the cluster-wide mark: a message replayed to another process has no effect. */
  private Future<CallbackOutcome> shardDisabled(JsonObject shard) {
    log.warn("Twitch disabled shard {}: {}", shard.getValue("shard_id"), shard.getValue("status"));
    onSubscriptionEnded.accept("");
    return Future.succeededFuture(CallbackOutcome.SHARD_DISABLED);
  }

  private Future<CallbackOutcome> revoked(EventSubMessage message, EventSubBody body)
      throws RejectedDelivery {
    log.warn("Twitch revoked {}: {}", body.type(), body.subscription().statusText());
    onSubscriptionEnded.accept(body.subscription().streamerId());
    return translator
        .revocation(message, body)
        .compose(event -> deliverAll(event.stream().toList(), body.subscription().id()))
        .map(
            outcome -> outcome == CallbackOutcome.DELIVERED ? CallbackOutcome.REVOCATION : outcome);
  }

  private Future<CallbackOutcome> deliverAll(List<StreamEvent> events, String subscriptionId) {
    if (events.isEmpty()) {
      return Future.succeededFuture(CallbackOutcome.UNKNOWN_STREAMER);
    }
    var deliveries = events.stream().map(it -> deliver(it, subscriptionId)).toList();
    return Future.all(deliveries).map(all -> retryableOrFirst(all.list()));
  }

  /**
   * Delivers an event under one key in all processes. The event key also covers the same message at
   * another process; without an event key, the message id is the key.
   */
  private Future<CallbackOutcome> deliver(StreamEvent event, String subscriptionId) {
    Supplier<Future<CallbackOutcome>> work = () -> delivery.deliver(event);
    return EventKey.of(event)
        .map(eventKey -> eventDeduplicator.once(eventKey, work))
        .orElseGet(
            () ->
                eventDeduplicator.once(
                    event.id(),
                    () -> crossSubscriptionDeduplicator.once(event, subscriptionId, work)));
  }

  /** A single event that must come again makes the whole message come again. */
  private static CallbackOutcome retryableOrFirst(List<CallbackOutcome> all) {
    return all.stream()
        .filter(
            outcome -> outcome == CallbackOutcome.IN_FLIGHT || outcome == CallbackOutcome.NOT_NOW)
        .findFirst()
        .orElse(all.get(0));
  }

  /**
   * Work that may reject a callback only after the signature was verified and the message was
   * marked.
   */
  private interface Work {
    Future<CallbackOutcome> begin() throws RejectedDelivery;
  }

  /**
   * Runs the work once and waits no longer than Twitch accepts. After a timeout the work continues,
   * so that Twitch's next attempt finds the message delivered.
   */
  private Future<WebhookVerdict> verdict(String id, Work work) {
    return delivery
        .inTime(messageDeduplicator.once(id, () -> begin(work)))
        .recover(failure -> retryLater(id, failure))
        .onSuccess(outcomes::count)
        .map(WebhookReceiver::answer);
  }

  private static Future<CallbackOutcome> begin(Work work) {
    try {
      return work.begin();
    } catch (RejectedDelivery refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private static Future<CallbackOutcome> retryLater(String id, Throwable failure) {
    if (failure instanceof RejectedDelivery) {
      return Future.failedFuture(failure);
    }
    if (failure instanceof TimeoutException || failure instanceof BusFailure) {
      log.warn("Message {} not delivered yet: {}", id, failure.getMessage());
    } else {
      log.error("Message {} not delivered", id, failure);
    }
    return Future.succeededFuture(CallbackOutcome.NOT_NOW);
  }

  private static WebhookVerdict answer(CallbackOutcome outcome) {
    return switch (outcome) {
      case IN_FLIGHT ->
          WebhookVerdict.later("This message is being delivered just now. Please send it again.");
      case NOT_NOW ->
          WebhookVerdict.later("The event could not be delivered in time. Please send it again.");
      default -> WebhookVerdict.accepted();
    };
  }

  private Future<WebhookVerdict> refusal(Throwable failure) {
    if (failure instanceof RejectedDelivery refusal) {
      outcomes.count(refusal.outcome());
      return Future.succeededFuture(refusal.verdict());
    }
    return Future.failedFuture(failure);
  }
}
