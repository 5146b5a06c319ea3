package dev.streamviewer.webhook;

import dev.streamviewer.platform.launch.Host;
import io.vertx.core.Vertx;
import java.util.Optional;

/** All that looks after subscriptions, put together for the transport that was chosen. */
final class SubscriptionCare {
  private final Conduits conduits;
  private final Subscriptions subscriptions;
  private final Reconciler reconciler;

  /**
   * @param points what the reconciler's lists may cost
   * @param notice tells every process that events may come twice for a while
   * @param soon asks for a round of the reconciler
   * @param progress is told when a call that rounds make has ended
   */
  SubscriptionCare(
      Vertx vertx,
      WebhookConfig config,
      Host host,
      HelixClient helix,
      StreamerDirectory directory,
      Interest interest,
      SubscriptionMemory memory,
      HelixPoints points,
      Runnable notice,
      Runnable soon,
      Runnable progress) {
    var clock = host.clock();
    var callbacks = config.callbacks();
    var calls = helix.spending(HelixUse.UPKEEP).telling(progress);
    var twitchConduits = new TwitchConduits(calls);
    conduits = new Conduits(twitchConduits, callbacks, clock);
    var keeper =
        new ConduitKeeper(vertx, twitchConduits, conduits, callbacks, config.shards(), clock);
    var byConduit = config.shards() > 0;
    Transport transport =
        byConduit
            ? new ConduitTransport(callbacks, conduits, keeper, soon)
            : new WebhookTransport(callbacks, conduits, clock);
    var budget = new SubscriptionBudget(host.meters());
    var locks = StreamerLocks.of(vertx.sharedData());
    var watches = new TwitchSubscriptions(helix.spending(HelixUse.WATCHES), transport, budget);
    subscriptions =
        new Subscriptions(
            watches,
            budget,
            new Eviction(watches, interest, locks, memory),
            locks,
            memory,
            Waiting.of(vertx));
    var twitch = new TwitchSubscriptions(calls, transport, budget);
    var eviction = new Eviction(twitch, interest, locks, memory);
    var upkeep =
        new Upkeep(
            new SubscriptionGauges(host.meters(), transport, conduits),
            new SpareConduits(twitchConduits, conduits, transport, clock),
            byConduit
                ? Optional.of(new ShardWatch(twitch, helix, transport, conduits, clock))
                : Optional.empty());
    var handover = new Handover(twitch, transport, budget, notice, clock);
    reconciler =
        new Reconciler(
            twitch, transport, handover, upkeep, directory, interest, budget, eviction, memory,
            points, clock);
  }

  Conduits conduits() {
    return conduits;
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  Reconciler reconciler() {
    return reconciler;
  }
}
