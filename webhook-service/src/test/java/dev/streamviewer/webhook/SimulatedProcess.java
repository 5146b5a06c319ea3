package dev.streamviewer.webhook;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.contract.ChannelOccupancy;
import dev.streamviewer.platform.contract.RenewWatch;
import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.contract.StreamerWatched;
import dev.streamviewer.platform.contract.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.SubscriptionsEnded;
import dev.streamviewer.platform.contract.WatchStreamer;
import dev.streamviewer.platform.contract.WatchedStreamer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One process of the webhook service: its own parts, put together as {@link WebhookVerticle} and
 * {@link SubscriptionCare} do, but in virtual time.
 */
final class SimulatedProcess {
  private static final URI CALLBACK = URI.create("https://viewer.test/api/callback");
  private static final Duration FIRST_ROUND = Duration.ofSeconds(1);
  private static final Duration UNSETTLED = Duration.ofSeconds(5);

  private final VirtualTime time;
  private final Interest interest;
  private final ViewerLimit limit;
  private final SubscriptionMemory memory;
  private final Subscriptions subscriptions;
  private final Reconciler reconciler;
  private final StreamerDesk desk;
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
    var points = new HelixPoints(meters, cluster, time);
    var throttle = new HelixThrottle(points, time, time);
    var names = twitch.api(HelixUse.NAMES, throttle, points);
    var searches = twitch.api(HelixUse.SEARCHES, throttle, points);
    var watches = twitch.api(HelixUse.WATCHES, throttle, points);
    var upkeep = twitch.api(HelixUse.UPKEEP, throttle, points);
    interest = Interest.byListeners(time);
    memory = new SubscriptionMemory(ended, time);
    limit = new ViewerLimit(time);
    var callbacks =
        new Callbacks(CALLBACK, Optional.empty(), new Secret("a-webhook-secret"), false);
    var twitchConduits = new TwitchConduits(upkeep);
    var conduits = new Conduits(twitchConduits, callbacks, time);
    var transport = new WebhookTransport(callbacks, conduits, time);
    var budget = new SubscriptionBudget(meters);
    var directory = new StreamerDirectory(new TwitchChannels(names, searches, time), time);
    var forWatches = new TwitchSubscriptions(watches, transport, budget);
    subscriptions =
        new Subscriptions(
            forWatches,
            budget,
            new Eviction(forWatches, interest, locks, memory),
            locks,
            memory,
            time);
    var forUpkeep = new TwitchSubscriptions(upkeep, transport, budget);
    reconciler =
        new Reconciler(
            forUpkeep,
            transport,
            new Handover(forUpkeep, transport, budget, () -> {}, time),
            new Upkeep(
                new SubscriptionGauges(meters, transport, conduits),
                new SpareConduits(twitchConduits, conduits, transport, time),
                Optional.empty()),
            directory,
            interest,
            budget,
            new Eviction(forUpkeep, interest, locks, memory),
            memory,
            points,
            time);
    desk =
        new StreamerDesk(
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

  /** Looks after the subscriptions from now on, with the pauses of {@link ReconcilerRounds}. */
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
