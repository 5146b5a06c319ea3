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
import java.util.stream.Stream;

/** Sends an event to all matching subscriptions. */
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

  /**
   * Sends an event and returns the messages; the list is empty without a matching subscription.
   *
   * @param streamerId the streamer, for events that name the channel otherwise or not at all
   */
  public List<SentMessage> broadcast(EventOrder order, String streamerId, JsonObject event) {
    return subscriptions.all().stream()
        .filter(EventSubSubscription::isEnabled)
        .filter(subscription -> subscription.type().equals(order.type()))
        .filter(subscription -> matches(subscription, streamerId, event))
        .map(subscription -> send(subscription, order, event))
        .toList();
  }

  /** Whether the event matches the condition. A moderator in the condition only authorizes. */
  private static boolean matches(
      EventSubSubscription subscription, String streamerId, JsonObject event) {
    var ofChannel = subscription.condition().containsKey("broadcaster_user_id");
    return subscription.condition().entrySet().stream()
        .allMatch(
            field ->
                switch (field.getKey()) {
                  case "moderator_user_id" -> true;
                  case "reward_id" -> field.getValue().equals(rewardOf(event));
                  case "broadcaster_user_id" ->
                      field.getValue().equals(textOf(event, field.getKey(), streamerId));
                  case "user_id" ->
                      ofChannel
                          || field.getValue().equals(textOf(event, field.getKey(), streamerId));
                  default ->
                      !event.containsKey(field.getKey())
                          || field.getValue().equals(event.getValue(field.getKey()));
                });
  }

  /** Returns the id of the redeemed reward or Power-up; empty without one. */
  private static String rewardOf(JsonObject event) {
    return Stream.of("reward", "custom_power_up")
        .map(event::getValue)
        .filter(JsonObject.class::isInstance)
        .map(reward -> textOf((JsonObject) reward, "id", ""))
        .findFirst()
        .orElse(textOf(event, "id", ""));
  }

  private static String textOf(JsonObject json, String field, String fallback) {
    return json.getValue(field) instanceof String text && !text.isEmpty() ? text : fallback;
  }

  private SentMessage send(EventSubSubscription subscription, EventOrder order, JsonObject event) {
    var message =
        new EventSubNotification(
            order.id().orElseGet(() -> UUID.randomUUID().toString()),
            EventSubNotification.NOTIFICATION,
            order.timestamp().orElseGet(() -> TwitchTimes.nanos(clock.instant())),
            Optional.of(subscription),
            order.body().map(Buffer::buffer).orElseGet(() -> body(subscription, event)));
    var attempt = order.forged() ? DeliveryAttempt.FORGED : DeliveryAttempt.PERSISTENT;
    var deliveries =
        IntStream.range(0, order.copies())
            .mapToObj(copy -> deliver(message, subscription, attempt))
            .toList();
    return new SentMessage(message.id(), subscription.id(), deliveries);
  }

  private Future<DeliveryRecord> deliver(
      EventSubNotification message, EventSubSubscription subscription, DeliveryAttempt attempt) {
    var sent = dispatch.send(message, subscription, attempt);
    return attempt.countsFailures()
        ? sent.onSuccess(delivery -> revocations.count(subscription, delivery))
        : sent;
  }

  private static Buffer body(EventSubSubscription subscription, JsonObject event) {
    var body = new JsonObject().put("subscription", subscription.toJson());
    // Twitch batches only drops.
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
