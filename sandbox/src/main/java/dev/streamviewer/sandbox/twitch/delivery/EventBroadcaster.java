package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.wire.TwitchTimes;
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
public final class EventBroadcaster {
  private final EventSubSubscriptions subscriptions;
  private final TransportDispatch dispatch;
  private final SubscriptionRevocations revocations;
  private final Clock clock;

  public EventBroadcaster(
      EventSubSubscriptions subscriptions,
      TransportDispatch dispatch,
      SubscriptionRevocations revocations,
      Clock clock) {
    this.subscriptions = subscriptions;
    this.dispatch = dispatch;
    this.revocations = revocations;
    this.clock = clock;
  }

  /** The messages that went out: none when nobody has subscribed. */
  public List<SentMessage> announce(EventOrder emission, JsonObject event) {
    return subscriptions.all().stream()
        .filter(EventSubSubscription::isEnabled)
        .filter(subscription -> subscription.type().equals(emission.type()))
        .filter(subscription -> wants(subscription, event))
        .map(subscription -> send(subscription, emission, event))
        .toList();
  }

  /** Whether the event is about whom the condition names; a moderator in it only authorises. */
  private static boolean wants(EventSubSubscription subscription, JsonObject event) {
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

  private SentMessage send(
      EventSubSubscription subscription, EventOrder emission, JsonObject event) {
    var message =
        new EventSubNotification(
            emission.id().orElseGet(() -> UUID.randomUUID().toString()),
            EventSubNotification.NOTIFICATION,
            emission.timestamp().orElseGet(() -> TwitchTimes.nanos(clock.instant())),
            Optional.of(subscription),
            emission.body().map(Buffer::buffer).orElseGet(() -> body(subscription, event)));
    var attempt = emission.forged() ? DeliveryAttempt.FORGED : DeliveryAttempt.PERSISTENT;
    var deliveries =
        IntStream.range(0, emission.copies())
            .mapToObj(copy -> deliver(message, subscription, attempt))
            .toList();
    return new SentMessage(message.id(), subscription.id(), deliveries);
  }

  private Future<DeliveryRecord> deliver(
      EventSubNotification message, EventSubSubscription subscription, DeliveryAttempt attempt) {
    var sent = dispatch.send(message, subscription, attempt);
    return attempt.counts()
        ? sent.onSuccess(delivery -> revocations.count(subscription, delivery))
        : sent;
  }

  private static Buffer body(EventSubSubscription subscription, JsonObject event) {
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
