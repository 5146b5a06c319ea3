package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.webhook.delivery.CallbackOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The body of a message of EventSub, read leniently: only what nobody could do without must be
 * there.
 *
 * @param subscription what the message belongs to
 * @param type the subscription's type; signed, unlike the header that repeats it
 * @param root the whole
 */
public record EventSubBody(JsonObject subscription, String type, JsonObject root) {
  /** Parses; what is not JSON, or says of no subscription, is refused. */
  public static EventSubBody parse(Buffer bytes) throws RejectedDelivery {
    var root = parseObject(bytes);
    if (root.getValue("subscription") instanceof JsonObject subscription
        && subscription.getValue("type") instanceof String type
        && !type.isBlank()) {
      return new EventSubBody(subscription, type, root);
    }
    throw malformed("has no subscription with a type");
  }

  /** Any JSON object, or a refusal. */
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

  /** What happened: one event as a rule, several for the types that Twitch sends in batches. */
  public List<JsonObject> events() throws RejectedDelivery {
    if (root.getValue("event") instanceof JsonObject event) {
      return List.of(event);
    }
    if (root.getValue("events") instanceof JsonArray batch && !batch.isEmpty()) {
      return batch.stream().filter(JsonObject.class::isInstance).map(EventSubBody::data).toList();
    }
    throw malformed("has no event");
  }

  /** Which subscription brings it; empty if Twitch does not say. */
  public String subscriptionId() {
    return subscription.getValue("id") instanceof String id ? id : "";
  }

  /** A field of the condition; empty if it is missing or blank, as Twitch sends unused ones. */
  public String condition(String field) {
    return subscription.getValue("condition") instanceof JsonObject condition
            && condition.getValue(field) instanceof String value
        ? value
        : "";
  }

  /** What a challenge confirms; empty if it is about nobody whom we could name. */
  public Optional<SubscriptionConfirmed> confirmed() {
    return Stream.of("broadcaster_user_id", "to_broadcaster_user_id", "from_broadcaster_user_id")
        .filter(field -> !condition(field).isEmpty())
        .findFirst()
        .map(field -> new SubscriptionConfirmed(type, field, condition(field)));
  }

  /** For logs: nothing of what happened, which may be private. */
  @Override
  public String toString() {
    return "body of type %s".formatted(type);
  }

  private static JsonObject data(Object item) {
    var json = (JsonObject) item;
    return json.getValue("data") instanceof JsonObject data ? data : json;
  }
}
