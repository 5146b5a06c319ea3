package dev.streamviewer.webhook;

import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A kind of EventSub subscription.
 *
 * @param version the version that we understand
 * @param conditionField the field of the condition that names the streamer
 * @see <a href="https://dev.twitch.tv/docs/eventsub/eventsub-subscription-types/">Subscription
 *     types</a>
 */
record SubscriptionType(String type, String version, String conditionField) {
  /** What needs no authorization by the broadcaster. */
  static final List<SubscriptionType> PUBLIC =
      List.of(
          new SubscriptionType("stream.online", "1", "broadcaster_user_id"),
          new SubscriptionType("stream.offline", "1", "broadcaster_user_id"),
          new SubscriptionType("channel.update", "2", "broadcaster_user_id"),
          new SubscriptionType("channel.raid", "1", "to_broadcaster_user_id"),
          new SubscriptionType("channel.raid", "1", "from_broadcaster_user_id"));

  /** What stands for this kind of a streamer, whoever asked for it. */
  String key(String streamerId) {
    return type + "/" + conditionField + "/" + streamerId;
  }

  JsonObject condition(String streamerId) {
    return new JsonObject().put(conditionField, streamerId);
  }

  /** Whether a subscription, as Twitch lists it, is of this kind and about this streamer. */
  boolean matches(JsonObject subscription, String streamerId) {
    return type.equals(subscription.getValue("type"))
        && subscription.getValue("condition") instanceof JsonObject condition
        && streamerId.equals(condition.getValue(conditionField));
  }
}
