package dev.streamviewer.webhook.subscription;

import static java.util.stream.Collectors.groupingBy;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.helix.RateLimitBucket;
import dev.streamviewer.webhook.streamer.StreamerDirectory;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import dev.streamviewer.webhook.transport.Ownership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
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
 * Compares the subscriptions that exist at Twitch with those that are wanted, and settles the
 * difference: adopts what it finds, replaces what died, creates what is missing, ends what nobody
 * needs. Twitch knows what exists and Pusher who listens, so that it can begin from nothing.
 */
public final class SubscriptionReconciler {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionReconciler.class);

  private static final int MOST_NAMES = 1_000;

  /** What its lists may cost of Twitch's rate limit: one in eight. */
  private static final int LISTS_SHARE = 8;

  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(30);

  private final HelixSubscriptions twitch;
  private final SubscriptionTransport transport;
  private final SubscriptionMigration handover;
  private final SubscriptionUpkeep upkeep;
  private final StreamerDirectory directory;
  private final WatchedStreamers interest;
  private final SubscriptionBudget budget;
  private final SubscriptionEviction eviction;
  private final SubscriptionReportCache memory;
  private final RateLimitBucket points;
  private final Clock clock;
  private final RetryGate backoff;

  /** What broadcasters consented to and Twitch ended all the same; by kind and streamer. */
  private final Map<String, Owed> owed = new LinkedHashMap<>();

  private boolean lacksNames;

  /** Whether this round found that nothing more can be paid. */
  private boolean full;

  private record Owed(SubscriptionType type, String streamerId) {}

  public SubscriptionReconciler(
      HelixSubscriptions twitch,
      SubscriptionTransport transport,
      SubscriptionMigration handover,
      SubscriptionUpkeep upkeep,
      StreamerDirectory directory,
      WatchedStreamers interest,
      SubscriptionBudget budget,
      SubscriptionEviction eviction,
      SubscriptionReportCache memory,
      RateLimitBucket points,
      Clock clock) {
    this.twitch = twitch;
    this.transport = transport;
    this.handover = handover;
    this.upkeep = upkeep;
    this.directory = directory;
    this.interest = interest;
    this.budget = budget;
    this.eviction = eviction;
    this.memory = memory;
    this.points = points;
    this.clock = clock;
    this.backoff = new RetryGate(clock);
  }

  /** One round. Fails if Twitch cannot be asked; the next round begins anew. */
  public Future<Void> reconcile(Round round) {
    return round
        .step(transport::prepare)
        .compose(prepared -> round.step(this::nameWatched))
        .compose(named -> round.step(twitch::all))
        .compose(found -> round.step(() -> adopt(found)).map(found))
        .compose(
            found ->
                settle(round, found).compose(settled -> round.step(() -> upkeep.after(found))));
  }

  /** How long to wait between rounds, so that their lists cost little of Twitch's rate limit. */
  public Duration pause() {
    var affordable =
        Duration.ofMinutes(1).multipliedBy(twitch.pages() * LISTS_SHARE).dividedBy(points.limit());
    return affordable.compareTo(SHORTEST_PAUSE) > 0 ? affordable : SHORTEST_PAUSE;
  }

  /** Another process does it now. */
  void rest() {
    upkeep.rest();
  }

  /** Whether a streamer is watched, or listed for us, whom Twitch could not name. */
  boolean lacksNames() {
    return lacksNames;
  }

  /** Whether the next round should follow soon. */
  public boolean isUnsettled() {
    return lacksNames || handover.isUnderWay() || !transport.isReady();
  }

  /**
   * Streamers that were watched while Twitch could not say who they are. Those who cannot be named
   * now are named in the next round; what is known already does not wait for them.
   */
  private Future<Void> nameWatched() {
    var lookups =
        interest.unnamed().stream()
            .limit(MOST_NAMES)
            .map(
                login ->
                    directory
                        .byLogin(login)
                        .onSuccess(
                            found ->
                                found.ifPresentOrElse(
                                    it -> interest.name(it.id(), login),
                                    () -> interest.unknown(login))))
            .toList();
    return Future.join(lookups)
        .onComplete(named -> lacksNames = named.failed())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  /**
   * Streamers that Twitch lists for us, of whom this process may never have heard. Listeners are
   * known by channel, so each needs a name.
   */
  private Future<Void> adopt(List<JsonObject> found) {
    var streamerIds =
        found.stream()
            .map(HelixSubscriptions::streamerOf)
            .filter(id -> !id.isEmpty())
            .distinct()
            .toList();
    streamerIds.forEach(interest::found);
    var all = streamerIds.stream().filter(id -> !interest.isNamed(id)).count() <= MOST_NAMES;
    return nameAdopted(streamerIds)
        .onComplete(
            named -> {
              if (all && named.succeeded()) {
                interest.adopted();
              } else {
                lacksNames = true;
              }
            })
        .otherwiseEmpty();
  }

  private Future<Void> settle(Round round, List<JsonObject> found) {
    full = false;
    var byStreamer = found.stream().collect(groupingBy(HelixSubscriptions::streamerOf));
    var work = new ArrayList<Supplier<Future<Void>>>();
    found.stream().filter(this::isDead).forEach(dead -> work.add(() -> bury(dead)));
    var wanted = interest.wanted();
    for (var streamerId : wanted) {
      var existing = byStreamer.getOrDefault(streamerId, List.of());
      work.add(() -> complete(streamerId, existing));
    }
    owed.values().removeIf(it -> !wanted.contains(it.streamerId()));
    List.copyOf(owed.values())
        .forEach(it -> work.add(() -> create(it.streamerId(), List.of(it.type()))));
    work.addAll(handover.plan(found, wanted));
    var forgotten = interest.forgotten();
    for (var streamerId : forgotten) {
      // Without subscriptions there is nothing to end.
      if (byStreamer.containsKey(streamerId)) {
        work.add(() -> eviction.end(streamerId, byStreamer.get(streamerId)));
      } else {
        interest.drop(streamerId);
      }
    }
    // One after the other, so that what others ask of Twitch finds its way between.
    return nameAdopted(forgotten)
        .compose(named -> Sequentially.forEach(work.iterator(), round::step));
  }

  /** An adopted streamer is known by id alone, and channels are named by login. */
  private Future<Void> nameAdopted(List<String> streamerIds) {
    var lookups =
        streamerIds.stream()
            .filter(id -> !interest.isNamed(id))
            .limit(MOST_NAMES)
            .map(
                id ->
                    directory
                        .byId(id)
                        .onSuccess(found -> found.ifPresent(it -> interest.name(id, it.login()))))
            .toList();
    return Future.join(lookups).mapEmpty();
  }

  private Future<Void> complete(String streamerId, List<JsonObject> existing) {
    var missing =
        SubscriptionType.PUBLIC.stream()
            .filter(type -> existing.stream().noneMatch(it -> counts(it, type, streamerId)))
            .toList();
    return create(streamerId, missing);
  }

  /** A dead one of now is asked for after a pause; one of before stands in nobody's way. */
  private boolean counts(JsonObject subscription, SubscriptionType type, String streamerId) {
    return type.matches(subscription, streamerId)
        && (SubscriptionStatus.isAlive(subscription)
            || transport.of(subscription) == Ownership.CURRENT);
  }

  private boolean isDead(JsonObject subscription) {
    return !SubscriptionStatus.isAlive(subscription)
        || SubscriptionStatus.isStuck(subscription, clock.instant());
  }

  /** Twitch lists a dead one for days. What may be had again is asked for in a later round. */
  private Future<Void> bury(JsonObject dead) {
    var streamerId = HelixSubscriptions.streamerOf(dead);
    memory.ending(streamerId);
    SubscriptionType.of(dead).ifPresent(type -> mourn(type, streamerId, dead));
    return twitch.delete(dead.getString("id"));
  }

  private void mourn(SubscriptionType type, String streamerId, JsonObject dead) {
    var key = type.key(streamerId);
    log.warn("Twitch ended {}: {}", key, SubscriptionStatus.of(dead));
    if (transport.of(dead) == Ownership.CURRENT && !SubscriptionStatus.endedWithConduit(dead)) {
      backoff.failed(key);
    }
    if (!type.scope().isEmpty() && !SubscriptionStatus.isFinal(dead)) {
      owed.put(key, new Owed(type, streamerId));
    }
  }

  /** All or nothing: a part of them would cost, and tell a viewer little. */
  private Future<Void> create(String streamerId, List<SubscriptionType> types) {
    var due = types.stream().filter(type -> backoff.allows(type.key(streamerId))).toList();
    if (due.isEmpty() || full) {
      return Future.succeededFuture();
    }
    var lacks = budget.lacks(due.size());
    var room = lacks == 0 ? Future.succeededFuture(true) : eviction.free(lacks);
    return room.compose(
        free -> {
          full = !free;
          return full
              ? Future.succeededFuture()
              : Sequentially.forEach(due.iterator(), type -> create(streamerId, type));
        });
  }

  private Future<Void> create(String streamerId, SubscriptionType type) {
    var key = type.key(streamerId);
    return twitch.create(type, streamerId).onSuccess(creation -> note(key, creation)).mapEmpty();
  }

  private void note(String key, Creation creation) {
    switch (creation.state()) {
      case ACTIVE, PENDING -> owed.remove(key);
      case EXISTS -> {
        owed.remove(key);
        backoff.failed(key);
        log.info(
            "Twitch has {} already; if it is not listed for this deployment, it is at another"
                + " address, which PUBLIC_URL_PREVIOUS can name",
            key);
      }
      case FULL -> full = true;
      case CROWDED, REFUSED -> {
        backoff.failed(key);
        log.warn("{} is not to be had now: {}", key, creation.reason());
      }
    }
  }
}
