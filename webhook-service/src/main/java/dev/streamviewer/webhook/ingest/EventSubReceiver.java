package dev.streamviewer.webhook.ingest;

import dev.streamviewer.platform.contract.webhook.EventSubHeaders;
import dev.streamviewer.webhook.dedup.Deduplicator;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.EventSubMessage;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.headline.EventTranslator;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.subscription.ShardDisabledSubscription;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles EventSub's notifications and revocations. The caller has already verified the signature.
 */
public final class EventSubReceiver {
  private static final Logger log = LoggerFactory.getLogger(EventSubReceiver.class);

  /** Key prefix for revocations and disabled shards; the message id follows. */
  private static final String SUBSCRIPTION_ENDED = "ended/";

  private static final String MODERATOR_REMOVED = "channel.moderator.remove";

  private final EventTranslator translator;
  private final EventPipeline pipeline;
  private final Deduplicator endings;
  private final Consumer<EventSubSubscription> onSubscriptionEnded;
  private final ModeratorRoles moderators;

  /**
   * @param endings ended subscriptions, known to all processes
   * @param onSubscriptionEnded receives a subscription that Twitch ended, and the subscription that
   *     reported a disabled shard
   * @param moderators the roles that events depend on, and end
   */
  public EventSubReceiver(
      EventTranslator translator,
      EventPipeline pipeline,
      Deduplicator endings,
      Consumer<EventSubSubscription> onSubscriptionEnded,
      ModeratorRoles moderators) {
    this.translator = translator;
    this.pipeline = pipeline;
    this.endings = endings;
    this.onSubscriptionEnded = onSubscriptionEnded;
    this.moderators = moderators;
  }

  /** Handles a message. Fails only with a {@link RejectedDelivery}. */
  Future<CallbackOutcome> accept(EventSubMessage message) {
    return pipeline.handleInTime(
        message.id(), () -> handle(message, EventSubBody.parse(message.body())));
  }

  private Future<CallbackOutcome> handle(EventSubMessage message, EventSubBody body)
      throws RejectedDelivery {
    if (message.type() == EventSubHeaders.Type.REVOCATION) {
      return onceInCluster(message, () -> revoked(message, body));
    }
    if (ShardDisabledSubscription.TYPE.equals(body.type())) {
      var shard = body.events().stream().findFirst().orElseGet(JsonObject::new);
      return onceInCluster(message, () -> shardDisabled(body, shard));
    }
    if (moderators.hasEnded(ChannelModerator.of(body.subscription()))) {
      return Future.succeededFuture(CallbackOutcome.FORMER_MODERATOR);
    }
    if (MODERATOR_REMOVED.equals(body.type())) {
      body.events().forEach(event -> moderatorRemoved(body.subscription(), event));
    }
    return translator
        .notification(message.id(), message.at(), body, OriginalMessage.ofWebhook(message.body()))
        .compose(events -> pipeline.deliver(events, body.subscription().id()));
  }

  /** Ends the role of a moderator whom the broadcaster has removed. */
  private void moderatorRemoved(EventSubSubscription subscription, JsonObject event) {
    if (event.getValue("user_id") instanceof String former) {
      moderators.ended(new ChannelModerator(subscription.streamerId(), former));
    }
  }

  /** Ends a subscription once: a message replayed to another process has no effect. */
  private Future<CallbackOutcome> onceInCluster(
      EventSubMessage message, Supplier<Future<CallbackOutcome>> ending) {
    return endings.once(SUBSCRIPTION_ENDED + message.id(), ending);
  }

  private Future<CallbackOutcome> shardDisabled(EventSubBody body, JsonObject shard) {
    log.warn("Twitch disabled shard {}: {}", shard.getValue("shard_id"), shard.getValue("status"));
    onSubscriptionEnded.accept(body.subscription());
    return Future.succeededFuture(CallbackOutcome.SHARD_DISABLED);
  }

  private Future<CallbackOutcome> revoked(EventSubMessage message, EventSubBody body) {
    log.warn("Twitch revoked {}: {}", body.type(), body.subscription().statusText());
    onSubscriptionEnded.accept(body.subscription());
    return translator
        .revocation(message.id(), message.at(), body)
        .compose(events -> pipeline.deliver(events, body.subscription().id()))
        .map(outcome -> outcome.isRetryable() ? outcome : CallbackOutcome.REVOCATION);
  }
}
