package dev.streamviewer.benchmarks.subscriptions;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ModeratedChannels;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.webhook.eventsub.TypeVersions;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixRateLimiter;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.moderation.ModeratorRoles;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.streamer.HelixStreamLists;
import dev.streamviewer.webhook.streamer.HelixStreamers;
import dev.streamviewer.webhook.streamer.StreamLists;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedNameResolver;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.HelixSubscriptions;
import dev.streamviewer.webhook.subscription.ObsoleteSubscriptions;
import dev.streamviewer.webhook.subscription.ReconcilerSchedule;
import dev.streamviewer.webhook.subscription.StreamerLocks;
import dev.streamviewer.webhook.subscription.SubscriptionBudget;
import dev.streamviewer.webhook.subscription.SubscriptionEviction;
import dev.streamviewer.webhook.subscription.SubscriptionGauges;
import dev.streamviewer.webhook.subscription.SubscriptionMigration;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.subscription.SubscriptionProvisioner;
import dev.streamviewer.webhook.subscription.SubscriptionReconciler;
import dev.streamviewer.webhook.subscription.SubscriptionRepair;
import dev.streamviewer.webhook.subscription.SubscriptionReportCache;
import dev.streamviewer.webhook.subscription.SubscriptionUpkeep;
import dev.streamviewer.webhook.subscription.UnmoderatedSubscriptions;
import dev.streamviewer.webhook.transport.CallbackUrls;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.HelixConduits;
import dev.streamviewer.webhook.transport.UnusedConduitCleanup;
import dev.streamviewer.webhook.transport.WebhookTransport;
import dev.streamviewer.webhook.watch.ModeratedWatch;
import dev.streamviewer.webhook.watch.ViewerQuota;
import dev.streamviewer.webhook.watch.WatchRegistry;
import dev.streamviewer.webhook.watch.WatchService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A process of the webhook service, wired like {@code WebhookVerticle} and {@link
 * SubscriptionModule}, in virtual time.
 */
final class SimulatedProcess {
  private static final URI CALLBACK = URI.create("https://viewer.test/api/callback");
  private static final Duration FIRST_ROUND = Duration.ofSeconds(1);
  private static final Duration UNSETTLED = Duration.ofSeconds(5);

  private final VirtualTime time;
  private final WatchedStreamers watchedStreamers;
  private final WatchRegistry registry;
  private final SubscriptionReportCache reportCache;
  private final SubscriptionProvisioner provisioner;
  private final SubscriptionReconciler reconciler;
  private final WatchService watchService;
  private boolean stopped;

  /**
   * @param cluster the number of processes that share a rate limit
   * @param everyone publishes watches to all processes
   * @param ended publishes ends of subscriptions to all processes
   */
  SimulatedProcess(
      VirtualTime time,
      SimulatedTwitch twitch,
      StreamerLocks locks,
      Cluster cluster,
      Consumer<StreamerWatched> everyone,
      Consumer<SubscriptionsEnded> ended) {
    this.time = time;
    var meters = new SimpleMeterRegistry();
    var rateLimit = new RateLimitBucket(meters, cluster, time);
    var rateLimiter = new HelixRateLimiter(rateLimit, time, time);
    var names = twitch.api(HelixCallPurpose.NAMES, rateLimiter, rateLimit);
    var searches = twitch.api(HelixCallPurpose.SEARCHES, rateLimiter, rateLimit);
    var watches = twitch.api(HelixCallPurpose.WATCHES, rateLimiter, rateLimit);
    var upkeep = twitch.api(HelixCallPurpose.UPKEEP, rateLimiter, rateLimit);
    watchedStreamers = WatchedStreamers.byListeners(time);
    reportCache = new SubscriptionReportCache(ended, time);
    registry = new WatchRegistry(watchedStreamers, everyone, time);
    var callbacks =
        new CallbackUrls(CALLBACK, Optional.empty(), new Secret("a-webhook-secret"), false);
    var helixConduits = new HelixConduits(upkeep);
    var conduits = new ConduitRegistry(helixConduits, callbacks, time);
    var transport = new WebhookTransport(callbacks, conduits, time);
    var budget = new SubscriptionBudget(meters);
    var streamers = new HelixStreamers(names, searches, time);
    var directory = new StreamerDirectory(streamers, time);
    var helixLists =
        new HelixStreamLists(twitch.api(HelixCallPurpose.LISTS, rateLimiter, rateLimit), time);
    var lists = new StreamLists(helixLists, streamers, directory, time);
    var forWatches = new HelixSubscriptions(watches, transport, budget, TypeVersions.RELEASED);
    provisioner =
        new SubscriptionProvisioner(
            forWatches,
            new SubscriptionEviction(forWatches, budget, watchedStreamers, locks, reportCache),
            locks,
            reportCache,
            time);
    var forUpkeep = new HelixSubscriptions(upkeep, transport, budget, TypeVersions.RELEASED);
    var eviction =
        new SubscriptionEviction(forUpkeep, budget, watchedStreamers, locks, reportCache);
    var moderators = new ModeratorWatches(time);
    reconciler =
        new SubscriptionReconciler(
            forUpkeep,
            transport,
            watchedStreamers,
            new WatchedNameResolver(directory, watchedStreamers),
            new SubscriptionRepair(forUpkeep, transport, eviction, reportCache, moderators, time),
            new SubscriptionMigration(forUpkeep, transport, budget, () -> {}, time),
            new ObsoleteSubscriptions(forUpkeep, time),
            new UnmoderatedSubscriptions(forUpkeep, moderators),
            eviction,
            new SubscriptionUpkeep(
                new SubscriptionGauges(meters, transport, conduits),
                new UnusedConduitCleanup(helixConduits, conduits, transport, time),
                Optional.empty()),
            rateLimit::limit);
    watchService =
        new WatchService(
            directory,
            lists,
            provisioner,
            new ModeratedWatch(noModerators(moderators), provisioner),
            registry,
            new ViewerQuota(time),
            () -> {},
            time,
            time);
  }

  /** The simulated viewers moderate no channel. */
  private static ModeratorRoles noModerators(ModeratorWatches watches) {
    return new ModeratorRoles(
        watches,
        question -> Future.succeededFuture(new ModeratedChannels(List.of())),
        new ModeratorRoles.Signals(watched -> {}, removed -> {}, former -> {}));
  }

  Future<WatchedStreamer> watch(WatchStreamer question) {
    return watchService.watch(question);
  }

  void renew(RenewWatch question) {
    watchService.renew(question);
  }

  void watched(StreamerWatched watched) {
    registry.heard(watched);
  }

  void ended(SubscriptionsEnded ended) {
    reportCache.ended(ended);
    if (ended.givenUp()) {
      watchedStreamers.givenUp(ended.streamerId());
    }
  }

  void occupancy(ChannelOccupancy said) {
    watchedStreamers.occupancy(said);
  }

  void confirmed(SubscriptionConfirmed confirmed) {
    provisioner.confirmed(confirmed);
  }

  /** Starts to reconcile, with the pauses of {@link ReconcilerSchedule}. */
  void startReconciling() {
    time.pass(FIRST_ROUND).onSuccess(passed -> round());
  }

  void stop() {
    stopped = true;
  }

  private void round() {
    if (!stopped) {
      reconciler
          .reconcile(new GuardedRound())
          .onComplete(
              done -> {
                var regular = done.succeeded() && !reconciler.isUnsettled();
                time.pass(regular ? reconciler.pause() : UNSETTLED).onSuccess(passed -> round());
              });
    }
  }
}
