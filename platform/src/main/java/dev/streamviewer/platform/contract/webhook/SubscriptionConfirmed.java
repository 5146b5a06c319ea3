package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.record.OptionalField;

/**
 * Confirmation of a subscription: Twitch's challenge was answered. The challenge may reach another
 * process than the creator of the subscription.
 *
 * @param type the EventSub subscription type
 * @param conditionField the field of the condition that names the streamer
 * @param streamerId the subject of the subscription
 * @param moderatorId the moderator whose consent permits the subscription, if not the streamer's;
 *     else empty
 */
public record SubscriptionConfirmed(
    String type, String conditionField, String streamerId, @OptionalField String moderatorId) {
  public SubscriptionConfirmed {
    // A process of an earlier release does not send the field.
    moderatorId = moderatorId == null ? "" : moderatorId;
  }

  /** The confirmation of a subscription without a moderator. */
  public SubscriptionConfirmed(String type, String conditionField, String streamerId) {
    this(type, conditionField, streamerId, "");
  }
}
