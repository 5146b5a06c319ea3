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

/** The wiring of the subscription package for the configured transport. */
public final class SubscriptionModule {
  private final ConduitRegistry conduits;
  private final SubscriptionProvisioner provisioner;
  private final SubscriptionReconciler reconciler;

  /**
   * @param rateLimit the rate limit that bounds the cost of the reconciler's lists
   * @param announceMigration tells all processes that events may arrive twice for a while
   * @param requestRound requests a round of the reconciler
   * @param progress runs after each call of a round
   */
  public SubscriptionModule(
      Vertx vertx,
      WebhookConfig config,
      ServiceContext serviceContext,
      HelixClient helix,
      StreamerDirectory directory,
      WatchedStreamers watchedStreamers,
      SubscriptionReportCache reportCache,
      RateLimitBucket rateLimit,
      Runnable announceMigration,
      Runnable requestRound,
      Runnable progress) {
    var clock = serviceContext.clock();
    var callbacks = config.callbacks();
    var upkeepClient = helix.spending(HelixCallPurpose.UPKEEP).telling(progress);
    var helixConduits = new HelixConduits(upkeepClient);
    conduits = new ConduitRegistry(helixConduits, callbacks, clock);
    var maintainer =
        new ConduitMaintainer(vertx, helixConduits, conduits, callbacks, config.shards(), clock);
    var byConduit = config.shards() > 0;
    SubscriptionTransport transport =
        byConduit
            ? new ConduitTransport(callbacks, conduits, maintainer, requestRound)
            : new WebhookTransport(callbacks, conduits, clock);
    var budget = new SubscriptionBudget(serviceContext.meters());
    var locks = StreamerLocks.of(vertx.sharedData());
    var forWatches =
        new HelixSubscriptions(helix.spending(HelixCallPurpose.WATCHES), transport, budget);
    provisioner =
        new SubscriptionProvisioner(
            forWatches,
            budget,
            new SubscriptionEviction(forWatches, watchedStreamers, locks, reportCache),
            locks,
            reportCache,
            Timers.of(vertx));
    var forUpkeep = new HelixSubscriptions(upkeepClient, transport, budget);
    var eviction = new SubscriptionEviction(forUpkeep, watchedStreamers, locks, reportCache);
    var upkeep =
        new SubscriptionUpkeep(
            new SubscriptionGauges(serviceContext.meters(), transport, conduits),
            new UnusedConduitCleanup(helixConduits, conduits, transport, clock),
            byConduit
                ? Optional.of(
                    new ShardDisabledSubscription(forUpkeep, helix, transport, conduits, clock))
                : Optional.empty());
    var migration =
        new SubscriptionMigration(forUpkeep, transport, budget, announceMigration, clock);
    reconciler =
        new SubscriptionReconciler(
            forUpkeep,
            transport,
            migration,
            upkeep,
            directory,
            watchedStreamers,
            budget,
            eviction,
            reportCache,
            rateLimit,
            clock);
  }

  public ConduitRegistry conduits() {
    return conduits;
  }

  public SubscriptionProvisioner provisioner() {
    return provisioner;
  }

  public SubscriptionReconciler reconciler() {
    return reconciler;
  }
}
