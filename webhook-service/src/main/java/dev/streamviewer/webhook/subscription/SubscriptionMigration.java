package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import dev.streamviewer.webhook.transport.Ownership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces subscriptions that were made with the secret, the address or the transport before. The
 * new one comes first, and the old one goes when the new one has brought events for a while: so
 * none is missed, and what both bring is told apart by {@link CrossSubscriptionDeduplicator}. All
 * it knows is what Twitch lists, so that another process can go on at any point.
 */
public final class SubscriptionMigration {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionMigration.class);

  /** Long enough for what was sent to the old one alone, and has to be sent again. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final int MOST_AT_ONCE = 100;

  private final HelixSubscriptions twitch;
  private final SubscriptionTransport transport;
  private final SubscriptionBudget budget;
  private final Runnable notice;
  private final Clock clock;
  private final RetryGate backoff;

  /**
   * What Twitch made us end before it was replaced, and then did not give us; by kind and streamer.
   */
  private final Map<String, Lost> lost = new LinkedHashMap<>();

  private boolean underWay;

  private record Lost(SubscriptionType type, String streamerId) {}

  /**
   * @param notice tells every process that events may come twice for a while
   */
  public SubscriptionMigration(
      HelixSubscriptions twitch,
      SubscriptionTransport transport,
      SubscriptionBudget budget,
      Runnable notice,
      Clock clock) {
    this.twitch = twitch;
    this.transport = transport;
    this.budget = budget;
    this.notice = notice;
    this.clock = clock;
    this.backoff = new RetryGate(clock);
  }

  /** Whether some are left to replace. */
  boolean isUnderWay() {
    return underWay;
  }

  /**
   * What can be done now, a part of it at a time, since for a while each costs twice.
   *
   * @param found all that are ours
   * @param wanted the streamers whom somebody watches; the others' end anyway
   */
  List<Supplier<Future<Void>>> plan(List<JsonObject> found, Set<String> wanted) {
    var former =
        found.stream()
            .filter(it -> transport.of(it) == Ownership.FORMER && SubscriptionStatus.isAlive(it))
            .filter(it -> isServing(it) || wanted.contains(HelixSubscriptions.streamerOf(it)))
            .toList();
    lost.values().removeIf(it -> !wanted.contains(it.streamerId()));
    underWay = !former.isEmpty() || !lost.isEmpty();
    if (!underWay || !transport.isReady()) {
      return List.of();
    }
    notice.run();
    var steps = new ArrayList<Supplier<Future<Void>>>();
    var alone = new ArrayList<JsonObject>();
    var current = currentByKind(found);
    for (var old : former) {
      var successor = kind(old).map(current::get);
      if (successor.isEmpty() && !isServing(old)) {
        alone.add(old);
      } else if (successor.isEmpty() || hasTakenOver(successor.get())) {
        steps.add(() -> twitch.delete(old.getString("id")));
      }
    }
    var room = Math.max(0, most() - (former.size() - alone.size()));
    alone.stream().limit(room).forEach(old -> steps.add(() -> replace(old)));
    List.copyOf(lost.values()).forEach(it -> steps.add(() -> create(it.type(), it.streamerId())));
    return steps;
  }

  /** About nobody: it told us of the transport that is given up. */
  private static boolean isServing(JsonObject subscription) {
    return HelixSubscriptions.streamerOf(subscription).isEmpty();
  }

  private int most() {
    return Math.max(1, Math.min(MOST_AT_ONCE, budget.reserve() / 2));
  }

  private Map<String, JsonObject> currentByKind(List<JsonObject> found) {
    var current = new HashMap<String, JsonObject>();
    for (var subscription : found) {
      if (isCurrent(subscription)) {
        kind(subscription).ifPresent(kind -> current.put(kind, subscription));
      }
    }
    return current;
  }

  private boolean isCurrent(JsonObject subscription) {
    return transport.of(subscription) == Ownership.CURRENT
        && SubscriptionStatus.isAlive(subscription);
  }

  private static Optional<String> kind(JsonObject subscription) {
    var streamerId = HelixSubscriptions.streamerOf(subscription);
    return SubscriptionType.of(subscription).map(type -> type.key(streamerId));
  }

  private boolean hasTakenOver(JsonObject successor) {
    return !SubscriptionStatus.isPending(successor)
        && SubscriptionStatus.created(successor, clock.instant())
            .plus(OVERLAP)
            .isBefore(clock.instant());
  }

  private Future<Void> replace(JsonObject old) {
    return SubscriptionType.of(old)
        .map(type -> replace(type, HelixSubscriptions.streamerOf(old), old))
        .orElse(Future.succeededFuture());
  }

  private Future<Void> replace(SubscriptionType type, String streamerId, JsonObject old) {
    var key = type.key(streamerId);
    return backoff.allows(key)
        ? twitch
            .create(type, streamerId)
            .compose(
                creation -> {
                  note(key, creation);
                  return isInTheWay(creation)
                      ? makeWay(type, streamerId, old)
                      : Future.succeededFuture();
                })
        : Future.succeededFuture();
  }

  private static boolean isInTheWay(Creation creation) {
    return switch (creation.state()) {
      case EXISTS, CROWDED -> true;
      case ACTIVE, PENDING, FULL, REFUSED -> false;
    };
  }

  private Future<Void> create(SubscriptionType type, String streamerId) {
    var key = type.key(streamerId);
    return backoff.allows(key)
        ? twitch.create(type, streamerId).onSuccess(creation -> note(key, creation)).mapEmpty()
        : Future.succeededFuture();
  }

  /**
   * Where Twitch does not let both stand side by side the old one has to go first: then there is a
   * gap as long as one call and one challenge. Unless it was another process that made the new one.
   */
  private Future<Void> makeWay(SubscriptionType type, String streamerId, JsonObject old) {
    return twitch
        .about(streamerId)
        .compose(
            found ->
                found.stream().anyMatch(it -> isCurrent(it) && type.matches(it, streamerId))
                    ? Future.succeededFuture()
                    : twitch
                        .delete(old.getString("id"))
                        .compose(
                            gone -> {
                              lost.put(type.key(streamerId), new Lost(type, streamerId));
                              return create(type, streamerId);
                            }));
  }

  private void note(String key, Creation creation) {
    switch (creation.state()) {
      case ACTIVE, PENDING -> {
        lost.remove(key);
        log.info("{} is being replaced", key);
      }
      case EXISTS -> lost.remove(key);
      case CROWDED -> log.info("{} cannot stand beside what is there", key);
      case FULL, REFUSED -> {
        backoff.failed(key);
        log.warn("{} cannot be replaced now: {}", key, creation.reason());
      }
    }
  }
}
