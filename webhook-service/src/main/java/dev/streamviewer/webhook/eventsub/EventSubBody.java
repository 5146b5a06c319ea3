package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The body of an EventSub message, read leniently: only indispensable fields are required.
 *
 * @param subscription the subscription that the message belongs to
 * @param type the subscription's type; signed, unlike the header with the same value
 * @param root the complete JSON
 */
public record EventSubBody(JsonObject subscription, String type, JsonObject root) {
  /** Parses a body; rejects anything but JSON with a subscription and its type. */
  public static EventSubBody parse(Buffer bytes) throws RejectedDelivery {
    var root = parseObject(bytes);
    if (root.getValue("subscription") instanceof JsonObject subscription
        && subscription.getValue("type") instanceof String type
        && !type.isBlank()) {
      return new EventSubBody(subscription, type, root);
    }
    throw malformed("has no subscription with a type");
  }

  /** Parses any JSON object, or rejects the body. */
  public static JsonObject parseObject(Buffer bytes) throws RejectedDelivery {
    try {
      return new JsonObject(bytes);
    } catch (DecodeException | ClassCastException e) {
      throw malformed("is not a JSON object");
    }
  }

  public static RejectedDelivery malformed(String fault) {
    return new RejectedDelivery(CallbackOutcome.MALFORMED, 400, "The body %s.".formatted(fault));
  }

  /** Returns the events: usually one, several for the types that Twitch sends in batches. */
  public List<JsonObject> events() throws RejectedDelivery {
    if (root.getValue("event") instanceof JsonObject event) {
      return List.of(event);
    }
    if (root.getValue("events") instanceof JsonArray batch && !batch.isEmpty()) {
      return batch.stream().filter(JsonObject.class::isInstance).map(EventSubBody::data).toList();
    }
    throw malformed("has no event");
  }

  /** Returns the subscription's id; empty if Twitch gives none. */
  public String subscriptionId() {
    return subscription.getValue("id") instanceof String id ? id : "";
  }

  /** Returns a field of the condition; empty if missing or blank, as Twitch sends unused fields. */
  public String condition(String field) {
    return subscription.getValue("condition") instanceof JsonObject condition
            && condition.getValue(field) instanceof String value
        ? value
        : "";
  }

  /**
   * Returns the subscription that a challenge confirms; empty if the condition names no streamer.
   */
  public Optional<SubscriptionConfirmed> confirmed() {
    return Stream.of("broadcaster_user_id", "to_broadcaster_user_id", "from_broadcaster_user_id")
        .filter(field -> !condition(field).isEmpty())
        .findFirst()
        .map(field -> new SubscriptionConfirmed(type, field, condition(field)));
  }

  /** For logs; omits the event, which may be private. */
  @Override
  public String toString() {
    return "body of type %s".formatted(type);
  }

  private static JsonObject data(Object item) {
    var json = (JsonObject) item;
    return json.getValue("data") instanceof JsonObject data ? data : json;
  }
}
