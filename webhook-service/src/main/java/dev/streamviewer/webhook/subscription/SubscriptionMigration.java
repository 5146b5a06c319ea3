package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import dev.streamviewer.webhook.transport.Ownership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
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
 * Replaces subscriptions that use the previous secret, address or transport. The new subscription
 * is created first; the outdated one is deleted after a time of overlap. So no event is missed, and
 * {@link CrossSubscriptionDeduplicator} drops the duplicates. All state comes from Twitch's list,
 * so that another process can continue at any point.
 */
public final class SubscriptionMigration {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionMigration.class);

  /** Time for Twitch to repeat messages that went only to the outdated subscription. */
  private static final Duration OVERLAP = Duration.ofSeconds(30);

  private static final int MAX_AT_ONCE = 100;

  private final HelixSubscriptions helixSubscriptions;
  private final SubscriptionTransport transport;
  private final SubscriptionBudget budget;
  private final Runnable announce;
  private final Clock clock;
  private final RetryGate backoff;

  /**
   * Subscriptions that had to be deleted before their replacement, which Twitch then refused; by
   * type and streamer.
   */
  private final Map<String, Recreation> toRecreate = new LinkedHashMap<>();

  private boolean underWay;

  private record Recreation(SubscriptionType type, String streamerId) {}

  /**
   * @param announce tells all processes that events may arrive twice for a while
   */
  public SubscriptionMigration(
      HelixSubscriptions helixSubscriptions,
      SubscriptionTransport transport,
      SubscriptionBudget budget,
      Runnable announce,
      Clock clock) {
    this.helixSubscriptions = helixSubscriptions;
    this.transport = transport;
    this.budget = budget;
    this.announce = announce;
    this.clock = clock;
    this.backoff = new RetryGate(clock);
  }

  /** Whether subscriptions are left to replace. */
  boolean isUnderWay() {
    return underWay;
  }

  /**
   * The steps that are possible now. Each round takes a part, since a subscription under
   * replacement costs twice.
   *
   * @param found all subscriptions of this deployment
   * @param wanted the watched streamers; other subscriptions end anyway
   */
  List<Supplier<Future<Void>>> plan(List<EventSubSubscription> found, Set<String> wanted) {
    var outdated =
        found.stream()
            .filter(it -> transport.ownershipOf(it.transport()) == Ownership.FORMER && it.isAlive())
            .filter(it -> isTransportNotice(it) || wanted.contains(it.streamerId()))
            .toList();
    toRecreate.values().removeIf(it -> !wanted.contains(it.streamerId()));
    underWay = !outdated.isEmpty() || !toRecreate.isEmpty();
    if (!underWay || !transport.isReady()) {
      return List.of();
    }
    announce.run();
    var steps = new ArrayList<Supplier<Future<Void>>>();
    var unreplaced = new ArrayList<EventSubSubscription>();
    var current = currentByKind(found);
    for (var old : outdated) {
      var successor = kind(old).map(current::get);
      if (successor.isEmpty() && !isTransportNotice(old)) {
        unreplaced.add(old);
      } else if (successor.isEmpty() || isProven(successor.get())) {
        steps.add(() -> helixSubscriptions.delete(old.id()));
      }
    }
    var capacity = Math.max(0, maxAtOnce() - (outdated.size() - unreplaced.size()));
    unreplaced.stream().limit(capacity).forEach(old -> steps.add(() -> replace(old)));
    List.copyOf(toRecreate.values())
        .forEach(it -> steps.add(() -> create(it.type(), it.streamerId())));
    return steps;
  }

  /**
   * Whether a subscription is about no streamer: {@code conduit.shard.disabled} of the old
   * transport.
   */
  private static boolean isTransportNotice(EventSubSubscription subscription) {
    return subscription.streamerId().isEmpty();
  }

  private int maxAtOnce() {
    return Math.max(1, Math.min(MAX_AT_ONCE, budget.reserve() / 2));
  }

  private Map<String, EventSubSubscription> currentByKind(List<EventSubSubscription> found) {
    var current = new HashMap<String, EventSubSubscription>();
    for (var subscription : found) {
      if (isCurrent(subscription)) {
        kind(subscription).ifPresent(kind -> current.put(kind, subscription));
      }
    }
    return current;
  }

  private boolean isCurrent(EventSubSubscription subscription) {
    return transport.ownershipOf(subscription.transport()) == Ownership.CURRENT
        && subscription.isAlive();
  }

  private static Optional<String> kind(EventSubSubscription subscription) {
    var streamerId = subscription.streamerId();
    return SubscriptionType.of(subscription).map(type -> type.key(streamerId));
  }

  private boolean isProven(EventSubSubscription successor) {
    return !successor.status().isPending() && successor.isOlderThan(OVERLAP, clock.instant());
  }

  private Future<Void> replace(EventSubSubscription old) {
    return SubscriptionType.of(old)
        .map(type -> replace(type, old.streamerId(), old))
        .orElse(Future.succeededFuture());
  }

  private Future<Void> replace(SubscriptionType type, String streamerId, EventSubSubscription old) {
    var key = type.key(streamerId);
    return backoff.allows(key)
        ? helixSubscriptions
            .create(type, streamerId)
            .compose(
                creation -> {
                  handleResult(key, creation);
                  return isBlockedByOld(creation)
                      ? deleteThenCreate(type, streamerId, old)
                      : Future.succeededFuture();
                })
        : Future.succeededFuture();
  }

  private static boolean isBlockedByOld(Creation creation) {
    return switch (creation.state()) {
      case EXISTS, CROWDED -> true;
      case ACTIVE, PENDING, FULL, REFUSED -> false;
    };
  }

  private Future<Void> create(SubscriptionType type, String streamerId) {
    var key = type.key(streamerId);
    return backoff.allows(key)
        ? helixSubscriptions
            .create(type, streamerId)
            .onSuccess(creation -> handleResult(key, creation))
            .mapEmpty()
        : Future.succeededFuture();
  }

  /**
   * Deletes the outdated subscription before its replacement, where Twitch refuses both at once.
   * The gap lasts one call and one challenge. Skipped if another process created the replacement.
   */
  private Future<Void> deleteThenCreate(
      SubscriptionType type, String streamerId, EventSubSubscription old) {
    return helixSubscriptions
        .about(streamerId)
        .compose(
            found ->
                found.stream().anyMatch(it -> isCurrent(it) && type.matches(it, streamerId))
                    ? Future.succeededFuture()
                    : helixSubscriptions
                        .delete(old.id())
                        .compose(
                            gone -> {
                              toRecreate.put(
                                  type.key(streamerId), new Recreation(type, streamerId));
                              return create(type, streamerId);
                            }));
  }

  private void handleResult(String key, Creation creation) {
    switch (creation.state()) {
      case ACTIVE, PENDING -> {
        toRecreate.remove(key);
        log.info("{} is being replaced", key);
      }
      case EXISTS -> toRecreate.remove(key);
      case CROWDED -> log.info("{} cannot stand beside what is there", key);
      case FULL, REFUSED -> {
        backoff.failed(key);
        log.warn("{} cannot be replaced now: {}", key, creation.reason());
      }
    }
  }
}
