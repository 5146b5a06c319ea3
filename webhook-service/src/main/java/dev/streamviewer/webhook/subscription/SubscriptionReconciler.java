package dev.streamviewer.webhook.subscription;

import static java.util.stream.Collectors.groupingBy;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.streamer.WatchedNameResolver;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/**
 * Compares the existing subscriptions at Twitch with the wanted ones and settles the difference:
 * adopts, replaces, creates and deletes. Twitch knows the subscriptions and Pusher the listeners,
 * so the reconciler needs no stored state.
 */
public final class SubscriptionReconciler {
  /** The share of the rate limit that the lists may cost: one in eight. */
  private static final int LIST_SHARE = 8;

  private static final Duration MIN_PAUSE = Duration.ofSeconds(30);

  private final HelixSubscriptions helixSubscriptions;
  private final SubscriptionTransport transport;
  private final WatchedStreamers watchedStreamers;
  private final WatchedNameResolver names;
  private final SubscriptionRepair repair;
  private final SubscriptionMigration migration;
  private final ObsoleteSubscriptions obsolete;
  private final UnmoderatedSubscriptions unmoderated;
  private final SubscriptionEviction eviction;
  private final SubscriptionUpkeep upkeep;
  private final IntSupplier callsPerMinute;

  /**
   * @param callsPerMinute the rate limit, which bounds the cost of the lists
   */
  public SubscriptionReconciler(
      HelixSubscriptions helixSubscriptions,
      SubscriptionTransport transport,
      WatchedStreamers watchedStreamers,
      WatchedNameResolver names,
      SubscriptionRepair repair,
      SubscriptionMigration migration,
      ObsoleteSubscriptions obsolete,
      UnmoderatedSubscriptions unmoderated,
      SubscriptionEviction eviction,
      SubscriptionUpkeep upkeep,
      IntSupplier callsPerMinute) {
    this.helixSubscriptions = helixSubscriptions;
    this.transport = transport;
    this.watchedStreamers = watchedStreamers;
    this.names = names;
    this.repair = repair;
    this.migration = migration;
    this.obsolete = obsolete;
    this.unmoderated = unmoderated;
    this.eviction = eviction;
    this.upkeep = upkeep;
    this.callsPerMinute = callsPerMinute;
  }

  /** Runs one round. Fails if Twitch does not answer; the next round starts over. */
  public Future<Void> reconcile(GuardedRound round) {
    return round
        .step(transport::prepare)
        .compose(prepared -> round.step(names::resolveWatched))
        .compose(resolved -> round.step(helixSubscriptions::all))
        .compose(found -> round.step(() -> names.adopt(streamerIds(found))).map(found))
        .compose(
            found ->
                settle(round, found).compose(settled -> round.step(() -> upkeep.after(found))));
  }

  /** The pause between rounds, which keeps the share of lists in the rate limit low. */
  public Duration pause() {
    var affordable =
        Duration.ofMinutes(1)
            .multipliedBy(helixSubscriptions.pages() * LIST_SHARE)
            .dividedBy(callsPerMinute.getAsInt());
    return affordable.compareTo(MIN_PAUSE) > 0 ? affordable : MIN_PAUSE;
  }

  /** Stops the upkeep: another process reconciles now. */
  void standDown() {
    upkeep.standDown();
  }

  /** Whether a watched or listed streamer is still without a login or an id. */
  boolean hasUnresolvedNames() {
    return names.hasUnresolvedNames();
  }

  /** Whether the next round should follow soon. */
  public boolean isUnsettled() {
    return hasUnresolvedNames() || migration.isUnderWay() || !transport.isReady();
  }

  private static List<String> streamerIds(List<EventSubSubscription> found) {
    return found.stream()
        .map(EventSubSubscription::streamerId)
        .filter(id -> !id.isEmpty())
        .distinct()
        .toList();
  }

  private Future<Void> settle(GuardedRound round, List<EventSubSubscription> found) {
    var watched = watchedStreamers.wanted();
    var unwatched = watchedStreamers.unwatched();
    var steps = new ArrayList<Supplier<Future<Void>>>();
    steps.addAll(repair.plan(found, watched));
    steps.addAll(migration.plan(found, watched));
    steps.addAll(obsolete.plan(found, watched));
    steps.addAll(unmoderated.plan(found));
    steps.addAll(deletions(found, unwatched));
    // Sequential, so that calls for viewers get through in between.
    return names
        .resolve(unwatched)
        .compose(resolved -> Sequentially.forEach(steps.iterator(), round::step));
  }

  private List<Supplier<Future<Void>>> deletions(
      List<EventSubSubscription> found, List<String> unwatched) {
    var byStreamer = found.stream().collect(groupingBy(EventSubSubscription::streamerId));
    var steps = new ArrayList<Supplier<Future<Void>>>();
    for (var streamerId : unwatched) {
      // Without subscriptions there is nothing to delete.
      if (byStreamer.containsKey(streamerId)) {
        steps.add(() -> eviction.end(streamerId, byStreamer.get(streamerId)));
      } else {
        watchedStreamers.remove(streamerId);
      }
    }
    return steps;
  }
}
