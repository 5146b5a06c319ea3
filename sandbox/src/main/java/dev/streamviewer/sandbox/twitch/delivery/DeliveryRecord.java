package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * State of the delivery of a message.
 *
 * @param via {@code webhook}, {@code websocket} or {@code shard} with the shard number
 * @param attempts number of posts so far
 * @param status status of the last response; 0 without a response, and on a WebSocket
 * @param millis duration of the last post
 * @param fault reason for a missing response
 */
public record DeliveryRecord(
    EventSubNotification message,
    String via,
    Outcome outcome,
    int attempts,
    int status,
    long millis,
    String fault) {

  /** Progress or result of a delivery. */
  public enum Outcome {
    SENDING,
    RETRYING,
    DELIVERED,
    FAILED,
    /** The subscription ended before the next retry. */
    ABANDONED
  }

  static DeliveryRecord begun(EventSubNotification message, String via) {
    return new DeliveryRecord(message, via, Outcome.SENDING, 0, 0, 0, "");
  }

  /**
   * Record of a written WebSocket message. WebSockets have no acknowledgement, so written means
   * delivered.
   */
  static DeliveryRecord written(EventSubNotification message, String via) {
    return new DeliveryRecord(message, via, Outcome.DELIVERED, 1, 0, 0, "");
  }

  static DeliveryRecord lost(EventSubNotification message, String via, String fault) {
    return new DeliveryRecord(message, via, Outcome.FAILED, 1, 0, 0, fault);
  }

  DeliveryRecord answered(CallbackClient.Answer answer, Outcome outcome) {
    return new DeliveryRecord(
        message, via, outcome, attempts + 1, answer.status(), answer.millis(), answer.fault());
  }

  DeliveryRecord with(Outcome outcome) {
    return new DeliveryRecord(message, via, outcome, attempts, status, millis, fault);
  }

  public boolean isDelivered() {
    return outcome == Outcome.DELIVERED;
  }

  public JsonObject toJson() {
    return new JsonObject()
        .put("messageId", message.id())
        .put("messageType", message.kind())
        .put("subscriptionId", message.subscription().map(EventSubSubscription::id).orElse(""))
        .put("subscriptionType", message.subscription().map(EventSubSubscription::type).orElse(""))
        .put("via", via)
        .put("timestamp", message.timestamp())
        .put("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .put("attempts", attempts)
        .put("status", status)
        .put("latencyMs", millis)
        .put("fault", fault);
  }
}
