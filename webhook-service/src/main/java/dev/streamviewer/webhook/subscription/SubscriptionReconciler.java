package dev.streamviewer.webhook.subscription;

import static java.util.stream.Collectors.groupingBy;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import dev.streamviewer.webhook.transport.Ownership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the existing subscriptions at Twitch with the wanted ones and settles the difference:
 * adopts, replaces, creates and deletes. Twitch knows the subscriptions and Pusher the listeners,
 * so the reconciler needs no stored state.
 */
public final class SubscriptionReconciler {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionReconciler.class);

  private static final int MAX_LOOKUPS = 1_000;

  /** The share of the rate limit that the lists may cost: one in eight. */
  private static final int LIST_SHARE = 8;

  private static final Duration MIN_PAUSE = Duration.ofSeconds(30);

  private final HelixSubscriptions helixSubscriptions;
  private final SubscriptionTransport transport;
  private final SubscriptionMigration migration;
  private final SubscriptionUpkeep upkeep;
  private final StreamerDirectory directory;
  private final WatchedStreamers watchedStreamers;
  private final SubscriptionBudget budget;
  private final SubscriptionEviction eviction;
  private final SubscriptionReportCache reportCache;
  private final RateLimitBucket rateLimit;
  private final Clock clock;
  private final RetryGate backoff;

  /** Consented subscriptions that Twitch ended although the consent holds; by type and streamer. */
  private final Map<String, Recreation> toRecreate = new LinkedHashMap<>();

  private boolean hasUnresolvedNames;

  /** Whether this round has used up the cost limit. */
  private boolean budgetExhausted;

  private record Recreation(SubscriptionType type, String streamerId) {}

  public SubscriptionReconciler(
      HelixSubscriptions helixSubscriptions,
      SubscriptionTransport transport,
      SubscriptionMigration migration,
      SubscriptionUpkeep upkeep,
      StreamerDirectory directory,
      WatchedStreamers watchedStreamers,
      SubscriptionBudget budget,
      SubscriptionEviction eviction,
      SubscriptionReportCache reportCache,
      RateLimitBucket rateLimit,
      Clock clock) {
    this.helixSubscriptions = helixSubscriptions;
    this.transport = transport;
    this.migration = migration;
    this.upkeep = upkeep;
    this.directory = directory;
    this.watchedStreamers = watchedStreamers;
    this.budget = budget;
    this.eviction = eviction;
    this.reportCache = reportCache;
    this.rateLimit = rateLimit;
    this.clock = clock;
    this.backoff = new RetryGate(clock);
  }

  /** Runs one round. Fails if Twitch does not answer; the next round starts over. */
  public Future<Void> reconcile(Round round) {
    return round
        .step(transport::prepare)
        .compose(prepared -> round.step(this::resolveWatched))
        .compose(named -> round.step(helixSubscriptions::all))
        .compose(found -> round.step(() -> adopt(found)).map(found))
        .compose(
            found ->
                settle(round, found).compose(settled -> round.step(() -> upkeep.after(found))));
  }

  /** The pause between rounds, which keeps the share of lists in the rate limit low. */
  public Duration pause() {
    var affordable =
        Duration.ofMinutes(1)
            .multipliedBy(helixSubscriptions.pages() * LIST_SHARE)
            .dividedBy(rateLimit.limit());
    return affordable.compareTo(MIN_PAUSE) > 0 ? affordable : MIN_PAUSE;
  }

  /** Stops the upkeep: another process reconciles now. */
  void standDown() {
    upkeep.standDown();
  }

  /** Whether a watched or listed streamer is still without a name or an id. */
  boolean hasUnresolvedNames() {
    return hasUnresolvedNames;
  }

  /** Whether the next round should follow soon. */
  public boolean isUnsettled() {
    return hasUnresolvedNames || migration.isUnderWay() || !transport.isReady();
  }

  /**
   * Resolves logins that were watched while Twitch was unavailable. Failed lookups are repeated in
   * the next round and do not delay this one.
   */
  private Future<Void> resolveWatched() {
    var lookups =
        watchedStreamers.unresolvedLogins().stream()
            .limit(MAX_LOOKUPS)
            .map(
                login ->
                    directory
                        .byLogin(login)
                        .onSuccess(
                            found ->
                                found.ifPresentOrElse(
                                    it -> watchedStreamers.resolved(it.id(), login),
                                    () -> watchedStreamers.unknownLogin(login))))
            .toList();
    return Future.join(lookups)
        .onComplete(named -> hasUnresolvedNames = named.failed())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /**
   * Adopts the streamers of listed subscriptions, which may be new to this process. Each needs a
   * login, since Pusher's channels are named by login.
   */
  private Future<Void> adopt(List<EventSubSubscription> found) {
    var streamerIds =
        found.stream()
            .map(EventSubSubscription::streamerId)
            .filter(id -> !id.isEmpty())
            .distinct()
            .toList();
    streamerIds.forEach(watchedStreamers::found);
    var all =
        streamerIds.stream().filter(id -> !watchedStreamers.isResolved(id)).count() <= MAX_LOOKUPS;
    return resolveAdopted(streamerIds)
        .onComplete(
            named -> {
              if (all && named.succeeded()) {
                watchedStreamers.adopted();
              } else {
                hasUnresolvedNames = true;
              }
            })
        .otherwiseEmpty();
  }

  private Future<Void> settle(Round round, List<EventSubSubscription> found) {
    budgetExhausted = false;
    var byStreamer = found.stream().collect(groupingBy(EventSubSubscription::streamerId));
    var steps = new ArrayList<Supplier<Future<Void>>>();
    found.stream().filter(this::isDead).forEach(dead -> steps.add(() -> deleteDead(dead)));
    var wanted = watchedStreamers.wanted();
    for (var streamerId : wanted) {
      var existing = byStreamer.getOrDefault(streamerId, List.of());
      steps.add(() -> createMissing(streamerId, existing));
    }
    toRecreate.values().removeIf(it -> !wanted.contains(it.streamerId()));
    List.copyOf(toRecreate.values())
        .forEach(it -> steps.add(() -> create(it.streamerId(), List.of(it.type()))));
    steps.addAll(migration.plan(found, wanted));
    var unwatched = watchedStreamers.unwatched();
    for (var streamerId : unwatched) {
      // Without subscriptions there is nothing to delete.
      if (byStreamer.containsKey(streamerId)) {
        steps.add(() -> eviction.end(streamerId, byStreamer.get(streamerId)));
      } else {
        watchedStreamers.remove(streamerId);
      }
    }
    // Sequential, so that calls for viewers get through in between.
    return resolveAdopted(unwatched)
        .compose(named -> Sequentially.forEach(steps.iterator(), round::step));
  }

  /** Looks up the logins of streamers that are known only by id. */
  private Future<Void> resolveAdopted(List<String> streamerIds) {
    var lookups =
        streamerIds.stream()
            .filter(id -> !watchedStreamers.isResolved(id))
            .limit(MAX_LOOKUPS)
            .map(
                id ->
                    directory
                        .byId(id)
                        .onSuccess(
                            found ->
                                found.ifPresent(it -> watchedStreamers.resolved(id, it.login()))))
            .toList();
    return Future.join(lookups).mapEmpty();
  }

  private Future<Void> createMissing(String streamerId, List<EventSubSubscription> existing) {
    var missing =
        SubscriptionType.PUBLIC.stream()
            .filter(type -> existing.stream().noneMatch(it -> satisfies(it, type, streamerId)))
            .toList();
    return create(streamerId, missing);
  }

  /**
   * Whether a type needs no new subscription now. A failed current subscription is retried with
   * back-off; a failed outdated subscription never blocks its replacement.
   */
  private boolean satisfies(
      EventSubSubscription subscription, SubscriptionType type, String streamerId) {
    return type.matches(subscription, streamerId)
        && (subscription.isAlive()
            || transport.ownershipOf(subscription.transport()) == Ownership.CURRENT);
  }

  private boolean isDead(EventSubSubscription subscription) {
    return !subscription.isAlive() || subscription.isStuck(clock.instant());
  }

  /** Deletes a failed subscription, which Twitch would list for days. A later round replaces it. */
  private Future<Void> deleteDead(EventSubSubscription dead) {
    var streamerId = dead.streamerId();
    reportCache.ending(streamerId);
    SubscriptionType.of(dead).ifPresent(type -> scheduleReplacement(type, streamerId, dead));
    return helixSubscriptions.delete(dead.id());
  }

  private void scheduleReplacement(
      SubscriptionType type, String streamerId, EventSubSubscription dead) {
    var key = type.key(streamerId);
    log.warn("Twitch ended {}: {}", key, dead.statusText());
    if (transport.ownershipOf(dead.transport()) == Ownership.CURRENT
        && !dead.status().endedWithConduit()) {
      backoff.failed(key);
    }
    if (!type.scope().isEmpty() && !dead.status().isFinal()) {
      toRecreate.put(key, new Recreation(type, streamerId));
    }
  }

  /** Creates all types or none: a part would cost as well and show a viewer little. */
  private Future<Void> create(String streamerId, List<SubscriptionType> types) {
    var due = types.stream().filter(type -> backoff.allows(type.key(streamerId))).toList();
    if (due.isEmpty() || budgetExhausted) {
      return Future.succeededFuture();
    }
    var missingCost = budget.lacks(due.size());
    var roomMade = missingCost == 0 ? Future.succeededFuture(true) : eviction.free(missingCost);
    return roomMade.compose(
        free -> {
          budgetExhausted = !free;
          return budgetExhausted
              ? Future.succeededFuture()
              : Sequentially.forEach(due.iterator(), type -> create(streamerId, type));
        });
  }

  private Future<Void> create(String streamerId, SubscriptionType type) {
    var key = type.key(streamerId);
    return helixSubscriptions
        .create(type, streamerId)
        .onSuccess(creation -> handleResult(key, creation))
        .mapEmpty();
  }

  private void handleResult(String key, Creation creation) {
    switch (creation.state()) {
      case ACTIVE, PENDING -> toRecreate.remove(key);
      case EXISTS -> {
        toRecreate.remove(key);
        backoff.failed(key);
        log.info(
            "Twitch has {} already; if it is not listed for this deployment, it is at another"
                + " address, which PUBLIC_URL_PREVIOUS can name",
            key);
      }
      case FULL -> budgetExhausted = true;
      case CROWDED, REFUSED -> {
        backoff.failed(key);
        log.warn("{} is not to be had now: {}", key, creation.reason());
      }
    }
  }
}
