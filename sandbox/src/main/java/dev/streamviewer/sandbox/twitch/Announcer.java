package dev.streamviewer.sandbox.twitch;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** Tells of an event wherever somebody has subscribed to it. */
final class Announcer {
  private final Subscriptions subscriptions;
  private final Dispatch dispatch;
  private final Revocations revocations;
  private final Clock clock;

  Announcer(Subscriptions subscriptions, Dispatch dispatch, Revocations revocations, Clock clock) {
    this.subscriptions = subscriptions;
    this.dispatch = dispatch;
    this.revocations = revocations;
    this.clock = clock;
  }

  /** The messages that went out: none when nobody has subscribed. */
  List<Sent> announce(Emission emission, JsonObject event) {
    return subscriptions.all().stream()
        .filter(Subscription::isEnabled)
        .filter(subscription -> subscription.type().equals(emission.type()))
        .filter(subscription -> wants(subscription, event))
        .map(subscription -> send(subscription, emission, event))
        .toList();
  }

  /** Whether the event is about whom the condition names; a moderator in it only authorises. */
  private static boolean wants(Subscription subscription, JsonObject event) {
    return subscription.condition().entrySet().stream()
        .allMatch(
            named ->
                switch (named.getKey()) {
                  case "reward_id" ->
                      named
                          .getValue()
                          .equals(event.getJsonObject("reward", new JsonObject()).getString("id"));
                  case "user_id" ->
                      subscription.condition().containsKey("broadcaster_user_id")
                          || named.getValue().equals(event.getString("user_id"));
                  default ->
                      !event.containsKey(named.getKey())
                          || named.getValue().equals(event.getString(named.getKey()));
                });
  }

  private Sent send(Subscription subscription, Emission emission, JsonObject event) {
    var message =
        new Message(
            emission.id().orElseGet(() -> UUID.randomUUID().toString()),
            Message.NOTIFICATION,
            emission.timestamp().orElseGet(() -> Times.nanos(clock.instant())),
            Optional.of(subscription),
            emission.body().map(Buffer::buffer).orElseGet(() -> body(subscription, event)));
    var attempt = emission.forged() ? Attempt.FORGED : Attempt.PERSISTENT;
    var deliveries =
        IntStream.range(0, emission.copies())
            .mapToObj(copy -> deliver(message, subscription, attempt))
            .toList();
    return new Sent(message.id(), subscription.id(), deliveries);
  }

  private Future<Delivery> deliver(Message message, Subscription subscription, Attempt attempt) {
    var sent = dispatch.send(message, subscription, attempt);
    return attempt.counts()
        ? sent.onSuccess(delivery -> revocations.count(subscription, delivery))
        : sent;
  }

  private static Buffer body(Subscription subscription, JsonObject event) {
    var body = new JsonObject().put("subscription", subscription.toJson());
    // Drops are the one batched type.
    return subscription.type().equals("drop.entitlement.grant")
        ? body.put(
                "events",
                new JsonArray()
                    .add(
                        new JsonObject()
                            .put("id", UUID.randomUUID().toString())
                            .put("data", event)))
            .toBuffer()
        : body.put("event", event).toBuffer();
  }
}
