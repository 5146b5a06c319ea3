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
import dev.streamviewer.webhook.subscription.HelixSubscriptions;
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
 * The hot path: from the bytes that somebody posted to the answer. Nothing of a message is believed
 * before its signature holds, and nothing is answered with 2xx before Pusher has it or the outbox
 * keeps it.
 */
public final class WebhookReceiver {
  private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

  private static final int MOST_UNDER_WAY = 2_000;

  /** The event of a revocation has the id of its message as its key. */
  private static final String ENDED = "ended/";

  private final SignatureVerifier verifier;
  private final Deduplicator messages;
  private final Deduplicator events;
  private final CrossSubscriptionDeduplicator copies;
  private final EventTranslator translator;
  private final WebSubReceiver webSub;
  private final ChallengeResponder challenges;
  private final Consumer<String> ended;
  private final EventDelivery delivery;
  private final OutcomeCounters outcomes;
  private final Clock clock;
  private int underWay;

  /**
   * @param messages which messages this process has seen; whatever comes twice ends here, mostly
   * @param events which events all processes have seen
   * @param ended is told whose subscription Twitch ended; nobody's, thus empty, if it disabled a
   *     shard
   */
  public WebhookReceiver(
      SignatureVerifier verifier,
      Deduplicator messages,
      Deduplicator events,
      CrossSubscriptionDeduplicator copies,
      EventTranslator translator,
      WebSubReceiver webSub,
      ChallengeResponder challenges,
      Consumer<String> ended,
      EventDelivery delivery,
      OutcomeCounters outcomes,
      Clock clock) {
    this.verifier = verifier;
    this.messages = messages;
    this.events = events;
    this.copies = copies;
    this.translator = translator;
    this.webSub = webSub;
    this.challenges = challenges;
    this.ended = ended;
    this.delivery = delivery;
    this.outcomes = outcomes;
    this.clock = clock;
  }

  /** Judges a callback. Never fails: what goes wrong has a verdict of its own. */
  public Future<WebhookVerdict> receive(WebhookDelivery callback) {
    if (underWay >= MOST_UNDER_WAY) {
      outcomes.count(CallbackOutcome.BUSY);
      return Future.succeededFuture(
          WebhookVerdict.later("Too many messages are under way. Please send it again."));
    }
    underWay++;
    return judge(callback).onComplete(done -> underWay--);
  }

  /** How many callbacks wait for their verdict. */
  public int underWay() {
    return underWay;
  }

  private Future<WebhookVerdict> judge(WebhookDelivery callback) {
    try {
      return (EventSubMessage.isOne(callback) ? eventSub(callback) : webSub(callback))
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
    return challenges
        .answer(message.body())
        .onSuccess(answer -> outcomes.count(CallbackOutcome.CHALLENGE))
        .map(WebhookVerdict::challenge);
  }

  private Future<CallbackOutcome> notification(EventSubMessage message) throws RejectedDelivery {
    var body = EventSubBody.parse(message.body());
    if (ShardDisabledSubscription.TYPE.equals(body.type())) {
      var shard = body.events().stream().findFirst().orElseGet(JsonObject::new);
      return events.once(ENDED + message.id(), () -> shardDisabled(shard));
    }
    return translator
        .notification(message, body)
        .compose(events -> deliverAll(events, body.subscriptionId()));
  }

  private Future<CallbackOutcome> revocation(EventSubMessage message) throws RejectedDelivery {
    var body = EventSubBody.parse(message.body());
    return events.once(ENDED + message.id(), () -> begin(() -> revoked(message, body)));
  }

  /** Behind the mark of all processes: a message that is replayed elsewhere has no effect. */
  private Future<CallbackOutcome> shardDisabled(JsonObject shard) {
    log.warn("Twitch disabled shard {}: {}", shard.getValue("shard_id"), shard.getValue("status"));
    ended.accept("");
    return Future.succeededFuture(CallbackOutcome.SHARD_DISABLED);
  }

  private Future<CallbackOutcome> revoked(EventSubMessage message, EventSubBody body)
      throws RejectedDelivery {
    log.warn("Twitch revoked {}: {}", body.type(), body.subscription().getValue("status"));
    ended.accept(HelixSubscriptions.streamerOf(body.subscription()));
    return translator
        .revocation(message, body)
        .compose(event -> deliverAll(event.stream().toList(), body.subscriptionId()))
        .map(
            outcome -> outcome == CallbackOutcome.DELIVERED ? CallbackOutcome.REVOCATION : outcome);
  }

  private Future<CallbackOutcome> deliverAll(List<StreamEvent> events, String subscriptionId) {
    if (events.isEmpty()) {
      return Future.succeededFuture(CallbackOutcome.UNKNOWN_STREAMER);
    }
    var deliveries = events.stream().map(it -> deliver(it, subscriptionId)).toList();
    return Future.all(deliveries).map(all -> worst(all.list()));
  }

  /**
   * By one key in all processes: the identity of an event is also that of its message, should
   * another process get that again; where there is none, the id of the message is the key.
   */
  private Future<CallbackOutcome> deliver(StreamEvent event, String subscriptionId) {
    Supplier<Future<CallbackOutcome>> work = () -> delivery.deliver(event);
    return EventKey.of(event)
        .map(identity -> events.once(identity, work))
        .orElseGet(() -> events.once(event.id(), () -> copies.once(event, subscriptionId, work)));
  }

  /** One that has to come again makes the whole message come again. */
  private static CallbackOutcome worst(List<CallbackOutcome> all) {
    return all.stream()
        .filter(
            outcome -> outcome == CallbackOutcome.IN_FLIGHT || outcome == CallbackOutcome.NOT_NOW)
        .findFirst()
        .orElse(all.get(0));
  }

  /** What may be refused only after the signature held and the message was claimed. */
  private interface Work {
    Future<CallbackOutcome> begin() throws RejectedDelivery;
  }

  /**
   * Does the work once and waits for it, but no longer than Twitch likes to. The work itself goes
   * on, so that the message is found delivered when Twitch sends it again.
   */
  private Future<WebhookVerdict> verdict(String id, Work work) {
    return delivery
        .inTime(messages.once(id, () -> begin(work)))
        .recover(failure -> notNow(id, failure))
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

  private static Future<CallbackOutcome> notNow(String id, Throwable failure) {
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
