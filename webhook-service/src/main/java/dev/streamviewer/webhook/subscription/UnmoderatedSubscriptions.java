package dev.streamviewer.webhook.subscription;

import static java.util.stream.Collectors.groupingBy;

import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the subscriptions by the consent of moderators who no longer watch the channel, or no
 * longer moderate it.
 */
public final class UnmoderatedSubscriptions {
  private static final Logger log = LoggerFactory.getLogger(UnmoderatedSubscriptions.class);

  private final HelixSubscriptions helixSubscriptions;
  private final ModeratorWatches moderators;

  public UnmoderatedSubscriptions(
      HelixSubscriptions helixSubscriptions, ModeratorWatches moderators) {
    this.helixSubscriptions = helixSubscriptions;
    this.moderators = moderators;
  }

  /**
   * The steps of a round.
   *
   * @param found all subscriptions of this deployment
   */
  List<Supplier<Future<Void>>> plan(List<EventSubSubscription> found) {
    var byModerator =
        found.stream()
            .filter(it -> !it.moderatorId().isEmpty())
            .collect(groupingBy(ChannelModerator::of));
    byModerator.keySet().forEach(moderators::found);
    return byModerator.entrySet().stream()
        .filter(it -> !moderators.isWatching(it.getKey()))
        .flatMap(it -> deletions(it.getKey(), it.getValue()))
        .toList();
  }

  private Stream<Supplier<Future<Void>>> deletions(
      ChannelModerator moderator, List<EventSubSubscription> subscriptions) {
    log.info(
        "Deleting {} subscriptions to the channel of streamer {} by a moderator's consent",
        subscriptions.size(),
        moderator.streamerId());
    return subscriptions.stream().map(it -> () -> delete(moderator, it));
  }

  /** Deletes a subscription, unless the moderator watches again. */
  private Future<Void> delete(ChannelModerator moderator, EventSubSubscription subscription) {
    return moderators.isWatching(moderator)
        ? Future.succeededFuture()
        : helixSubscriptions.delete(subscription.id());
  }
}
