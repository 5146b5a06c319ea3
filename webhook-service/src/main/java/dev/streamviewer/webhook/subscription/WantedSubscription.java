package dev.streamviewer.webhook.subscription;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A subscription that should exist: a type for a streamer. */
record WantedSubscription(SubscriptionType type, String streamerId) {
  /** Returns the type and the streamer of an existing subscription, if its type is supported. */
  static Optional<WantedSubscription> of(EventSubSubscription existing) {
    return SubscriptionType.of(existing)
        .map(type -> new WantedSubscription(type, existing.streamerId()));
  }

  /** Returns one subscription of each type. */
  static List<WantedSubscription> all(Collection<SubscriptionType> types, String streamerId) {
    return types.stream().map(type -> new WantedSubscription(type, streamerId)).toList();
  }

  /** Whether an existing subscription has this type and this streamer. */
  boolean matches(EventSubSubscription existing) {
    return type.matches(existing, streamerId);
  }

  /** For logs and as a key, the same in all processes. */
  String key() {
    return key(type.type(), type.conditionField(), streamerId);
  }

  static String key(String type, String conditionField, String streamerId) {
    return type + "/" + conditionField + "/" + streamerId;
  }
}
