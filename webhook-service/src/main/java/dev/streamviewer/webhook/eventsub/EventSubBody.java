package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.text.AsciiForm;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The body of an EventSub message, read leniently: only indispensable fields are required.
 *
 * @param subscription the subscription that the message belongs to
 * @param root the complete JSON
 */
public record EventSubBody(EventSubSubscription subscription, JsonObject root) {
  /** The form of all types of Twitch. */
  private static final AsciiForm TYPE = AsciiForm.of("[A-Za-z0-9_.]", 100);

  /** Parses a body; rejects anything but JSON with a subscription and its type. */
  public static EventSubBody parse(Buffer bytes) throws RejectedDelivery {
    var root = parseObject(bytes);
    if (root.getValue("subscription") instanceof JsonObject json) {
      var subscription = EventSubSubscription.parse(json);
      if (TYPE.matches(subscription.type())) {
        return new EventSubBody(subscription, root);
      }
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

  /** The type of the subscription; signed, unlike the header with the same value. */
  public String type() {
    return subscription.type();
  }

  /**
   * Returns the subscription that a challenge confirms; empty if the condition names no streamer.
   */
  public Optional<SubscriptionConfirmed> confirmed() {
    return subscription
        .streamerField()
        .map(
            field ->
                new SubscriptionConfirmed(
                    type(), field, subscription.condition(field), subscription.moderatorId()));
  }

  /** For logs; omits the event, which may be private. */
  @Override
  public String toString() {
    return "body of type %s".formatted(type());
  }

  private static JsonObject data(Object item) {
    var json = (JsonObject) item;
    return json.getValue("data") instanceof JsonObject data ? data : json;
  }
}
