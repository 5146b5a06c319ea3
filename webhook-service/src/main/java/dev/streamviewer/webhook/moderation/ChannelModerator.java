package dev.streamviewer.webhook.moderation;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;

/** A channel and one of its moderators, who is not the broadcaster. */
public record ChannelModerator(String streamerId, String moderatorId) {
  /** Returns the moderator of a subscription that has one. */
  public static ChannelModerator of(EventSubSubscription subscription) {
    return new ChannelModerator(subscription.streamerId(), subscription.moderatorId());
  }
}
