package dev.streamviewer.webhook;

import static java.util.stream.Collectors.groupingBy;

import dev.streamviewer.webhook.TwitchSubscriptions.Creation;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
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
final class Reconciler {
  private static final Logger log = LoggerFactory.getLogger(Reconciler.class);

  private static final int MOST_NAMES = 100;

  private final TwitchSubscriptions twitch;
  private final Transport transport;
  private final Handover handover;
  private final Upkeep upkeep;
  private final StreamerDirectory directory;
  private final Interest interest;
  private final SubscriptionBudget budget;
  private final Eviction eviction;
  private final Clock clock;
  private final Backoff backoff;

  /** What broadcasters consented to and Twitch ended all the same; by kind and streamer. */
  private final Map<String, Owed> owed = new LinkedHashMap<>();

  private boolean lacksNames;

  private record Owed(SubscriptionType type, String streamerId) {}

  Reconciler(
      TwitchSubscriptions twitch,
      Transport transport,
      Handover handover,
      Upkeep upkeep,
      StreamerDirectory directory,
      Interest interest,
      SubscriptionBudget budget,
      Eviction eviction,
      Clock clock) {
    this.twitch = twitch;
    this.transport = transport;
    this.handover = handover;
    this.upkeep = upkeep;
    this.directory = directory;
    this.interest = interest;
    this.budget = budget;
    this.eviction = eviction;
    this.clock = clock;
    this.backoff = new Backoff(clock);
  }

  /** One round. Fails if Twitch cannot be asked; the next round begins anew. */
  Future<Void> reconcile() {
    return transport
        .prepare()
        .compose(prepared -> nameListened())
        .compose(named -> twitch.all())
        .compose(found -> settle(found).compose(settled -> upkeep.after(found)));
  }

  /** Another process does it now. */
  void rest() {
    upkeep.rest();
  }

  /** Whether somebody is listened to whom Twitch could not name. */
  boolean lacksNames() {
    return lacksNames;
  }

  /** Whether the next round should follow soon. */
  boolean isUnsettled() {
    return lacksNames || handover.isUnderWay() || !transport.isReady();
  }

  /**
   * Pusher's channels are named by login, Twitch's subscriptions by id. Who cannot be named now is
   * named in the next round; what is known already does not wait for them.
   */
  private Future<Void> nameListened() {
    var lookups =
        interest.unnamed().stream()
            .limit(MOST_NAMES)
            .map(
                login ->
                    directory
                        .byLogin(login)
                        .onSuccess(found -> found.ifPresent(it -> interest.name(it.id(), login))))
            .toList();
    return Future.join(lookups)
        .onComplete(named -> lacksNames = named.failed())
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }

  private Future<Void> settle(List<JsonObject> found) {
    var byStreamer = found.stream().collect(groupingBy(TwitchSubscriptions::streamerOf));
    byStreamer.keySet().stream().filter(id -> !id.isEmpty()).forEach(interest::found);
    var work = new ArrayList<Supplier<Future<Void>>>();
    found.stream().filter(this::isDead).forEach(dead -> work.add(() -> bury(dead)));
    var wanted = interest.wanted();
    for (var streamerId : wanted) {
      var existing = byStreamer.getOrDefault(streamerId, List.of());
      SubscriptionType.PUBLIC.stream()
          .filter(type -> existing.stream().noneMatch(it -> counts(it, type, streamerId)))
          .forEach(type -> work.add(() -> create(type, streamerId)));
    }
    owed.values().removeIf(it -> !wanted.contains(it.streamerId()));
    List.copyOf(owed.values()).forEach(it -> work.add(() -> create(it.type(), it.streamerId())));
    work.addAll(handover.plan(found, wanted));
    for (var streamerId : interest.forgotten()) {
      work.add(() -> end(streamerId));
    }
    return inTurn(work.iterator());
  }

  /** A dead one of now is asked for after a pause; one of before stands in nobody's way. */
  private boolean counts(JsonObject subscription, SubscriptionType type, String streamerId) {
    return type.matches(subscription, streamerId)
        && (SubscriptionStatus.isAlive(subscription)
            || transport.of(subscription) == Standing.CURRENT);
  }

  private boolean isDead(JsonObject subscription) {
    return !SubscriptionStatus.isAlive(subscription)
        || SubscriptionStatus.isStuck(subscription, clock.instant());
  }

  /** Twitch lists a dead one for days. What may be had again is asked for in a later round. */
  private Future<Void> bury(JsonObject dead) {
    var streamerId = TwitchSubscriptions.streamerOf(dead);
    SubscriptionType.of(dead).ifPresent(type -> mourn(type, streamerId, dead));
    return twitch.delete(dead.getString("id"));
  }

  private void mourn(SubscriptionType type, String streamerId, JsonObject dead) {
    var key = type.key(streamerId);
    log.warn("Twitch ended {}: {}", key, SubscriptionStatus.of(dead));
    if (transport.of(dead) == Standing.CURRENT && !SubscriptionStatus.endedWithConduit(dead)) {
      backoff.failed(key);
    }
    if (!type.scope().isEmpty() && !SubscriptionStatus.isFinal(dead)) {
      owed.put(key, new Owed(type, streamerId));
    }
  }

  private Future<Void> create(SubscriptionType type, String streamerId) {
    var key = type.key(streamerId);
    if (!backoff.allows(key)) {
      return Future.succeededFuture();
    }
    var lacks = budget.lacks(1);
    var room = lacks == 0 ? Future.succeededFuture(true) : eviction.free(lacks);
    return room.compose(
            free ->
                free
                    ? twitch.create(type, streamerId)
                    : Future.succeededFuture(Creation.refused("no room is left")))
        .onSuccess(creation -> note(key, creation))
        .mapEmpty();
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
      case CROWDED, FULL, REFUSED -> {
        backoff.failed(key);
        log.warn("{} is not to be had now: {}", key, creation.reason());
      }
    }
  }

  private Future<Void> end(String streamerId) {
    return named(streamerId)
        .compose(named -> stillForgotten(streamerId))
        .compose(found -> found.isEmpty() ? Future.succeededFuture() : end(streamerId, found));
  }

  private Future<Void> end(String streamerId, List<JsonObject> subscriptions) {
    log.info("Nobody watches {}: ending {} subscriptions", streamerId, subscriptions.size());
    return eviction.end(streamerId, subscriptions);
  }

  /** What a streamer still has at Twitch; nothing if somebody came while Twitch was asked. */
  private Future<List<JsonObject>> stillForgotten(String streamerId) {
    if (!interest.isForgotten(streamerId)) {
      return Future.succeededFuture(List.of());
    }
    return twitch
        .about(streamerId)
        .map(found -> interest.isForgotten(streamerId) ? found : List.<JsonObject>of())
        .onSuccess(
            found -> {
              if (found.isEmpty() && interest.isForgotten(streamerId)) {
                interest.drop(streamerId);
              }
            });
  }

  /** An adopted streamer is known by id alone. */
  private Future<Void> named(String streamerId) {
    return interest.isNamed(streamerId)
        ? Future.succeededFuture()
        : directory
            .byId(streamerId)
            .onSuccess(found -> found.ifPresent(it -> interest.name(streamerId, it.login())))
            .mapEmpty();
  }

  /** One after the other, so that viewers' own questions to Twitch find their way between. */
  private static Future<Void> inTurn(Iterator<Supplier<Future<Void>>> work) {
    return work.hasNext()
        ? work.next().get().compose(done -> inTurn(work))
        : Future.succeededFuture();
  }
}
