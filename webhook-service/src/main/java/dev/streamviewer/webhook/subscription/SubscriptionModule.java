package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.webhook.config.WebhookConfig;
import dev.streamviewer.webhook.helix.Helix;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixClient;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedNameResolver;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.TransportModule;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Optional;

/** The wiring of the subscription package. */
public final class SubscriptionModule {
  private final Context context;
  private final Signals signals;
  private final StreamerLocks locks;
  private final SubscriptionBudget budget;
  private final TransportModule transports;
  private final SubscriptionProvisioner provisioner;
  private final SubscriptionReconciler reconciler;

  /** The objects of the service that subscriptions depend on. */
  public record Context(
      Vertx vertx,
      WebhookConfig config,
      ServiceContext serviceContext,
      HelixClient helix,
      StreamerDirectory directory,
      WatchedStreamers watchedStreamers,
      ModeratorWatches moderators,
      SubscriptionReportCache reportCache) {
    private Clock clock() {
      return serviceContext.clock();
    }

    private MeterRegistry meters() {
      return serviceContext.meters();
    }
  }

  /**
   * The signals of this package to the service.
   *
   * @param migration tells all processes that events may arrive twice for a while
   * @param requestRound requests a round of the reconciler
   * @param progress runs after each call of a round
   */
  public record Signals(Runnable migration, Runnable requestRound, Runnable progress) {}

  public SubscriptionModule(Context context, Signals signals) {
    this.context = context;
    this.signals = signals;
    locks = StreamerLocks.of(context.vertx().sharedData());
    budget = new SubscriptionBudget(context.meters());
    var upkeepCalls = context.helix().spending(HelixCallPurpose.UPKEEP).telling(signals.progress());
    transports =
        TransportModule.of(
            context.vertx(),
            context.config(),
            upkeepCalls,
            signals.requestRound(),
            context.clock());
    provisioner =
        newProvisioner(helixSubscriptions(context.helix().spending(HelixCallPurpose.WATCHES)));
    reconciler = newReconciler(helixSubscriptions(upkeepCalls));
  }

  /** The conduits of this deployment. */
  public ConduitRegistry conduits() {
    return transports.conduits();
  }

  /** Creates the subscriptions that a viewer waits for. */
  public SubscriptionProvisioner provisioner() {
    return provisioner;
  }

  /** Settles all other differences in the background. */
  public SubscriptionReconciler reconciler() {
    return reconciler;
  }

  private HelixSubscriptions helixSubscriptions(Helix helix) {
    return new HelixSubscriptions(
        helix, transports.transport(), budget, context.config().versions());
  }

  private SubscriptionEviction newEviction(HelixSubscriptions helixSubscriptions) {
    return new SubscriptionEviction(
        helixSubscriptions, budget, context.watchedStreamers(), locks, context.reportCache());
  }

  private SubscriptionProvisioner newProvisioner(HelixSubscriptions helixSubscriptions) {
    return new SubscriptionProvisioner(
        helixSubscriptions,
        newEviction(helixSubscriptions),
        locks,
        context.reportCache(),
        Timers.of(context.vertx()));
  }

  private SubscriptionReconciler newReconciler(HelixSubscriptions helixSubscriptions) {
    var transport = transports.transport();
    var eviction = newEviction(helixSubscriptions);
    return new SubscriptionReconciler(
        helixSubscriptions,
        transport,
        context.watchedStreamers(),
        new WatchedNameResolver(context.directory(), context.watchedStreamers()),
        new SubscriptionRepair(
            helixSubscriptions,
            transport,
            eviction,
            context.reportCache(),
            context.moderators(),
            context.clock()),
        new SubscriptionMigration(
            helixSubscriptions, transport, budget, signals.migration(), context.clock()),
        new ObsoleteSubscriptions(helixSubscriptions, context.clock()),
        new UnmoderatedSubscriptions(helixSubscriptions, context.moderators()),
        eviction,
        newUpkeep(helixSubscriptions),
        context.helix()::callsPerMinute);
  }

  private SubscriptionUpkeep newUpkeep(HelixSubscriptions helixSubscriptions) {
    var shardDisabled =
        new ShardDisabledSubscription(
            helixSubscriptions,
            context.helix(),
            transports.transport(),
            conduits(),
            context.clock());
    return new SubscriptionUpkeep(
        new SubscriptionGauges(context.meters(), transports.transport(), conduits()),
        transports.cleanup(),
        context.config().usesConduit() ? Optional.of(shardDisabled) : Optional.empty());
  }
}
