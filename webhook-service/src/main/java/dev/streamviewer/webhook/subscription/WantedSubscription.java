package dev.streamviewer.webhook.subscription;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A subscription that should exist: a type for a streamer.
 *
 * @param moderatorId the moderator whose consent permits the subscription; empty if that is the
 *     broadcaster, or no consent is needed
 */
record WantedSubscription(SubscriptionType type, String streamerId, String moderatorId) {
  WantedSubscription(SubscriptionType type, String streamerId) {
    this(type, streamerId, "");
  }

  /** Returns the type and the streamer of an existing subscription, if its type is supported. */
  static Optional<WantedSubscription> of(EventSubSubscription existing) {
    return SubscriptionType.of(existing)
        .map(type -> new WantedSubscription(type, existing.streamerId(), existing.moderatorId()));
  }

  /** Returns one subscription of each type. */
  static List<WantedSubscription> all(Collection<SubscriptionType> types, String streamerId) {
    return all(types, streamerId, "");
  }

  /** Returns one subscription of each type, by the consent of a moderator. */
  static List<WantedSubscription> all(
      Collection<SubscriptionType> types, String streamerId, String moderatorId) {
    return types.stream()
        .map(type -> new WantedSubscription(type, streamerId, moderatorId))
        .toList();
  }

  /** The most that some subscriptions cost; Twitch charges nothing for a type with consent. */
  static int cost(Collection<WantedSubscription> wanted) {
    return (int) wanted.stream().filter(it -> !it.type().needsConsent()).count();
  }

  /** Whether an existing subscription has this type and this streamer. */
  boolean matches(EventSubSubscription existing) {
    return type.matches(existing, streamerId, moderatorId);
  }

  /** The key, the same in all processes. */
  String key() {
    return key(type.type(), type.conditionField(), streamerId, moderatorId);
  }

  static String key(String type, String conditionField, String streamerId, String moderatorId) {
    var key = type + "/" + conditionField + "/" + streamerId;
    return moderatorId.isEmpty() ? key : key + "/" + moderatorId;
  }

  /** For logs; omits the moderator, who is a viewer. */
  @Override
  public String toString() {
    var subject = key(type.type(), type.conditionField(), streamerId, "");
    return moderatorId.isEmpty() ? subject : subject + " by a moderator";
  }
}
