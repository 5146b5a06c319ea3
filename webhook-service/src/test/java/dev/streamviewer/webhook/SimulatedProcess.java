package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.platform.contract.streamer.RenewWatch;
import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.platform.contract.streamer.WatchStreamer;
import dev.streamviewer.platform.contract.streamer.WatchedStreamer;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionsEnded;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import dev.streamviewer.webhook.helix.HelixRateLimiter;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.streamer.HelixStreamers;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.HelixSubscriptions;
import dev.streamviewer.webhook.subscription.ReconcilerSchedule;
import dev.streamviewer.webhook.subscription.StreamerLocks;
import dev.streamviewer.webhook.subscription.SubscriptionBudget;
import dev.streamviewer.webhook.subscription.SubscriptionEviction;
import dev.streamviewer.webhook.subscription.SubscriptionGauges;
import dev.streamviewer.webhook.subscription.SubscriptionMigration;
import dev.streamviewer.webhook.subscription.SubscriptionModule;
import dev.streamviewer.webhook.subscription.SubscriptionProvisioner;
import dev.streamviewer.webhook.subscription.SubscriptionReconciler;
import dev.streamviewer.webhook.subscription.SubscriptionReportCache;
import dev.streamviewer.webhook.subscription.SubscriptionUpkeep;
import dev.streamviewer.webhook.transport.CallbackUrls;
import dev.streamviewer.webhook.transport.ConduitRegistry;
import dev.streamviewer.webhook.transport.HelixConduits;
import dev.streamviewer.webhook.transport.UnusedConduitCleanup;
import dev.streamviewer.webhook.transport.WebhookTransport;
import dev.streamviewer.webhook.watch.ViewerLimit;
import dev.streamviewer.webhook.watch.ViewerQuota;
import dev.streamviewer.webhook.watch.WatchService;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One process of the webhook service: its own parts, put together as {@link WebhookVerticle} and
 * {@link SubscriptionModule} do, but in virtual time.
 */
final class SimulatedProcess {
  private static final URI CALLBACK = URI.create("https://viewer.test/api/callback");
  private static final Duration FIRST_ROUND = Duration.ofSeconds(1);
  private static final Duration UNSETTLED = Duration.ofSeconds(5);

  private final VirtualTime time;
  private final WatchedStreamers interest;
  private final ViewerLimit limit;
  private final SubscriptionReportCache memory;
  private final SubscriptionProvisioner subscriptions;
  private final SubscriptionReconciler reconciler;
  private final WatchService desk;
  private boolean stopped;

  /**
   * @param cluster how many processes spend from the same rate limit
   * @param everyone tells all processes whom somebody watches
   * @param ended tells all processes whose subscriptions end
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
    var points = new RateLimitBucket(meters, cluster, time);
    var throttle = new HelixRateLimiter(points, time, time);
    var names = twitch.api(HelixCallPurpose.NAMES, throttle, points);
    var searches = twitch.api(HelixCallPurpose.SEARCHES, throttle, points);
    var watches = twitch.api(HelixCallPurpose.WATCHES, throttle, points);
    var upkeep = twitch.api(HelixCallPurpose.UPKEEP, throttle, points);
    interest = WatchedStreamers.byListeners(time);
    memory = new SubscriptionReportCache(ended, time);
    limit = new ViewerLimit(time);
    var callbacks =
        new CallbackUrls(CALLBACK, Optional.empty(), new Secret("a-webhook-secret"), false);
    var twitchConduits = new HelixConduits(upkeep);
    var conduits = new ConduitRegistry(twitchConduits, callbacks, time);
    var transport = new WebhookTransport(callbacks, conduits, time);
    var budget = new SubscriptionBudget(meters);
    var directory = new StreamerDirectory(new HelixStreamers(names, searches, time), time);
    var forWatches = new HelixSubscriptions(watches, transport, budget);
    subscriptions =
        new SubscriptionProvisioner(
            forWatches,
            budget,
            new SubscriptionEviction(forWatches, interest, locks, memory),
            locks,
            memory,
            time);
    var forUpkeep = new HelixSubscriptions(upkeep, transport, budget);
    reconciler =
        new SubscriptionReconciler(
            forUpkeep,
            transport,
            new SubscriptionMigration(forUpkeep, transport, budget, () -> {}, time),
            new SubscriptionUpkeep(
                new SubscriptionGauges(meters, transport, conduits),
                new UnusedConduitCleanup(twitchConduits, conduits, transport, time),
                Optional.empty()),
            directory,
            interest,
            budget,
            new SubscriptionEviction(forUpkeep, interest, locks, memory),
            memory,
            points,
            time);
    desk =
        new WatchService(
            directory, subscriptions, limit, new ViewerQuota(time), everyone, () -> {}, time, time);
  }

  Future<WatchedStreamer> watch(WatchStreamer question) {
    return desk.watch(question);
  }

  void renew(RenewWatch question) {
    desk.renew(question);
  }

  void watched(StreamerWatched watched) {
    interest.watched(watched.id(), watched.login());
    limit.watched(watched.viewerId(), watched.login());
  }

  void ended(SubscriptionsEnded ended) {
    memory.ended(ended);
    if (ended.givenUp()) {
      interest.givenUp(ended.streamerId());
    }
  }

  void occupancy(ChannelOccupancy said) {
    interest.occupancy(said);
  }

  void confirmed(SubscriptionConfirmed confirmed) {
    subscriptions.confirmed(confirmed);
  }

  /** Looks after the subscriptions from now on, with the pauses of {@link ReconcilerSchedule}. */
  void lookAfter() {
    time.pass(FIRST_ROUND).onSuccess(passed -> round());
  }

  void stop() {
    stopped = true;
  }

  private void round() {
    if (!stopped) {
      reconciler
          .reconcile(new Round())
          .onComplete(
              done -> {
                var regular = done.succeeded() && !reconciler.isUnsettled();
                time.pass(regular ? reconciler.pause() : UNSETTLED).onSuccess(passed -> round());
              });
    }
  }
}
