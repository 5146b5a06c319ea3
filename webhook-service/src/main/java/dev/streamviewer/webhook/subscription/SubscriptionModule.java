package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.transport.ConduitMaintainer;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.ConduitTransport;
import dev.streamviewer.webhook.transport.HelixConduits;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import dev.streamviewer.webhook.transport.UnusedConduitCleanup;
import dev.streamviewer.webhook.transport.WebhookTransport;
import io.vertx.core.Vertx;
import java.util.Optional;

/** All that looks after subscriptions, put together for the transport that was chosen. */
public final class SubscriptionModule {
  private final ConduitRegistry conduits;
  private final SubscriptionProvisioner subscriptions;
  private final SubscriptionReconciler reconciler;

  /**
   * @param points what the reconciler's lists may cost
   * @param notice tells every process that events may come twice for a while
   * @param soon asks for a round of the reconciler
   * @param progress is told when a call that rounds make has ended
   */
  public SubscriptionModule(
      Vertx vertx,
      WebhookConfig config,
      ServiceContext host,
      HelixClient helix,
      StreamerDirectory directory,
      WatchedStreamers interest,
      SubscriptionReportCache memory,
      RateLimitBucket points,
      Runnable notice,
      Runnable soon,
      Runnable progress) {
    var clock = host.clock();
    var callbacks = config.callbacks();
    var calls = helix.spending(HelixCallPurpose.UPKEEP).telling(progress);
    var twitchConduits = new HelixConduits(calls);
    conduits = new ConduitRegistry(twitchConduits, callbacks, clock);
    var keeper =
        new ConduitMaintainer(vertx, twitchConduits, conduits, callbacks, config.shards(), clock);
    var byConduit = config.shards() > 0;
    SubscriptionTransport transport =
        byConduit
            ? new ConduitTransport(callbacks, conduits, keeper, soon)
            : new WebhookTransport(callbacks, conduits, clock);
    var budget = new SubscriptionBudget(host.meters());
    var locks = StreamerLocks.of(vertx.sharedData());
    var watches =
        new HelixSubscriptions(helix.spending(HelixCallPurpose.WATCHES), transport, budget);
    subscriptions =
        new SubscriptionProvisioner(
            watches,
            budget,
            new SubscriptionEviction(watches, interest, locks, memory),
            locks,
            memory,
            Timers.of(vertx));
    var twitch = new HelixSubscriptions(calls, transport, budget);
    var eviction = new SubscriptionEviction(twitch, interest, locks, memory);
    var upkeep =
        new SubscriptionUpkeep(
            new SubscriptionGauges(host.meters(), transport, conduits),
            new UnusedConduitCleanup(twitchConduits, conduits, transport, clock),
            byConduit
                ? Optional.of(
                    new ShardDisabledSubscription(twitch, helix, transport, conduits, clock))
                : Optional.empty());
    var handover = new SubscriptionMigration(twitch, transport, budget, notice, clock);
    reconciler =
        new SubscriptionReconciler(
            twitch, transport, handover, upkeep, directory, interest, budget, eviction, memory,
            points, clock);
  }

  public ConduitRegistry conduits() {
    return conduits;
  }

  public SubscriptionProvisioner subscriptions() {
    return subscriptions;
  }

  public SubscriptionReconciler reconciler() {
    return reconciler;
  }
}
