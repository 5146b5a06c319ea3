package dev.streamviewer.webhook;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.RejectedCallback;
import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.WebhookDelivery;
import dev.streamviewer.platform.contract.WebhookVerdict;
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
final class WebhookReceiver {
  private static final Logger log = LoggerFactory.getLogger(WebhookReceiver.class);

  private static final int MOST_UNDER_WAY = 2_000;

  /** The event of a revocation has the id of its message as its key. */
  private static final String ENDED = "ended/";

  private final SignatureVerifier verifier;
  private final Once messages;
  private final Once events;
  private final Copies copies;
  private final EventTranslator translator;
  private final WebSubReceiver webSub;
  private final Challenges challenges;
  private final Consumer<String> ended;
  private final Delivery delivery;
  private final Outcomes outcomes;
  private final Clock clock;
  private int underWay;

  /**
   * @param messages which messages this process has seen; whatever comes twice ends here, mostly
   * @param events which events all processes have seen
   * @param ended is told whose subscription Twitch ended; nobody's, thus empty, if it disabled a
   *     shard
   */
  WebhookReceiver(
      SignatureVerifier verifier,
      Once messages,
      Once events,
      Copies copies,
      EventTranslator translator,
      WebSubReceiver webSub,
      Challenges challenges,
      Consumer<String> ended,
      Delivery delivery,
      Outcomes outcomes,
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
  Future<WebhookVerdict> receive(WebhookDelivery callback) {
    if (underWay >= MOST_UNDER_WAY) {
      outcomes.count(Outcome.BUSY);
      return Future.succeededFuture(
          WebhookVerdict.later("Too many messages are under way. Please send it again."));
    }
    underWay++;
    return judge(callback).onComplete(done -> underWay--);
  }

  /** How many callbacks wait for their verdict. */
  int underWay() {
    return underWay;
  }

  private Future<WebhookVerdict> judge(WebhookDelivery callback) {
    try {
      return (EventSubMessage.isOne(callback) ? eventSub(callback) : webSub(callback))
          .recover(this::refusal);
    } catch (Refusal refusal) {
      return refusal(refusal);
    }
  }

  private Future<WebhookVerdict> eventSub(WebhookDelivery callback) throws Refusal {
    var message = EventSubMessage.of(callback);
    if (!verifier.verify(message)) {
      throw Refusal.of(RejectedCallback.badSignature());
    }
    message.checkAge(clock.instant());
    return switch (message.type()) {
      case CHALLENGE -> challenge(message);
      case NOTIFICATION -> verdict(message.id(), () -> notification(message));
      case REVOCATION -> verdict(message.id(), () -> revocation(message));
    };
  }

  private Future<WebhookVerdict> webSub(WebhookDelivery callback) throws Refusal {
    var notification = webSub.accept(callback);
    return verdict(
        notification.id(),
        () ->
            webSub
                .translate(notification)
                .compose(event -> deliverAll(event.stream().toList(), "")));
  }

  private Future<WebhookVerdict> challenge(EventSubMessage message) throws Refusal {
    return challenges
        .answer(message.body())
        .onSuccess(answer -> outcomes.count(Outcome.CHALLENGE))
        .map(WebhookVerdict::challenge);
  }

  private Future<Outcome> notification(EventSubMessage message) throws Refusal {
    var body = EventSubBody.parse(message.body());
    if (ShardWatch.TYPE.equals(body.type())) {
      var shard = body.events().stream().findFirst().orElseGet(JsonObject::new);
      return events.once(ENDED + message.id(), () -> shardDisabled(shard));
    }
    return translator
        .notification(message, body)
        .compose(events -> deliverAll(events, body.subscriptionId()));
  }

  private Future<Outcome> revocation(EventSubMessage message) throws Refusal {
    var body = EventSubBody.parse(message.body());
    return events.once(ENDED + message.id(), () -> begin(() -> revoked(message, body)));
  }

  /** Behind the mark of all processes: a message that is replayed elsewhere has no effect. */
  private Future<Outcome> shardDisabled(JsonObject shard) {
    log.warn("Twitch disabled shard {}: {}", shard.getValue("shard_id"), shard.getValue("status"));
    ended.accept("");
    return Future.succeededFuture(Outcome.SHARD_DISABLED);
  }

  private Future<Outcome> revoked(EventSubMessage message, EventSubBody body) throws Refusal {
    log.warn("Twitch revoked {}: {}", body.type(), body.subscription().getValue("status"));
    ended.accept(TwitchSubscriptions.streamerOf(body.subscription()));
    return translator
        .revocation(message, body)
        .compose(event -> deliverAll(event.stream().toList(), body.subscriptionId()))
        .map(outcome -> outcome == Outcome.DELIVERED ? Outcome.REVOCATION : outcome);
  }

  private Future<Outcome> deliverAll(List<StreamEvent> events, String subscriptionId) {
    if (events.isEmpty()) {
      return Future.succeededFuture(Outcome.UNKNOWN_STREAMER);
    }
    var deliveries = events.stream().map(it -> deliver(it, subscriptionId)).toList();
    return Future.all(deliveries).map(all -> worst(all.list()));
  }

  /**
   * By one key in all processes: the identity of an event is also that of its message, should
   * another process get that again; where there is none, the id of the message is the key.
   */
  private Future<Outcome> deliver(StreamEvent event, String subscriptionId) {
    Supplier<Future<Outcome>> work = () -> delivery.deliver(event);
    return EventIdentity.of(event)
        .map(identity -> events.once(identity, work))
        .orElseGet(() -> events.once(event.id(), () -> copies.once(event, subscriptionId, work)));
  }

  /** One that has to come again makes the whole message come again. */
  private static Outcome worst(List<Outcome> all) {
    return all.stream()
        .filter(outcome -> outcome == Outcome.IN_FLIGHT || outcome == Outcome.NOT_NOW)
        .findFirst()
        .orElse(all.get(0));
  }

  /** What may be refused only after the signature held and the message was claimed. */
  private interface Work {
    Future<Outcome> begin() throws Refusal;
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

  private static Future<Outcome> begin(Work work) {
    try {
      return work.begin();
    } catch (Refusal refusal) {
      return Future.failedFuture(refusal);
    }
  }

  private static Future<Outcome> notNow(String id, Throwable failure) {
    if (failure instanceof Refusal) {
      return Future.failedFuture(failure);
    }
    if (failure instanceof TimeoutException || failure instanceof BusFailure) {
      log.warn("Message {} not delivered yet: {}", id, failure.getMessage());
    } else {
      log.error("Message {} not delivered", id, failure);
    }
    return Future.succeededFuture(Outcome.NOT_NOW);
  }

  private static WebhookVerdict answer(Outcome outcome) {
    return switch (outcome) {
      case IN_FLIGHT ->
          WebhookVerdict.later("This message is being delivered just now. Please send it again.");
      case NOT_NOW ->
          WebhookVerdict.later("The event could not be delivered in time. Please send it again.");
      default -> WebhookVerdict.accepted();
    };
  }

  private Future<WebhookVerdict> refusal(Throwable failure) {
    if (failure instanceof Refusal refusal) {
      outcomes.count(refusal.outcome());
      return Future.succeededFuture(refusal.verdict());
    }
    return Future.failedFuture(failure);
  }
}
