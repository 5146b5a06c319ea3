package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.dedup.CrossSubscriptionDeduplicator;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import dev.streamviewer.webhook.transport.SubscriptionOwnership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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

  /** Subscriptions that had to be deleted before their replacement, which Twitch then refused. */
  private final Set<WantedSubscription> toRecreate = new LinkedHashSet<>();

  private boolean underWay;

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
   * @param watched the ids of watched streamers; the subscriptions of others end anyway
   */
  List<Supplier<Future<Void>>> plan(List<EventSubSubscription> found, Set<String> watched) {
    var outdated =
        found.stream()
            .filter(this::isOutdated)
            .filter(it -> isTransportNotice(it) || watched.contains(it.streamerId()))
            .toList();
    toRecreate.removeIf(it -> !watched.contains(it.streamerId()));
    underWay = !outdated.isEmpty() || !toRecreate.isEmpty();
    if (!underWay || !transport.isReady()) {
      return List.of();
    }
    announce.run();
    return steps(outdated, current(found));
  }

  private List<Supplier<Future<Void>>> steps(
      List<EventSubSubscription> outdated, Map<WantedSubscription, EventSubSubscription> current) {
    var steps = new ArrayList<Supplier<Future<Void>>>();
    var unreplaced = new ArrayList<EventSubSubscription>();
    for (var old : outdated) {
      var successor = WantedSubscription.of(old).map(current::get);
      if (successor.isEmpty() && !isTransportNotice(old)) {
        unreplaced.add(old);
      } else if (successor.isEmpty() || isProven(successor.get())) {
        steps.add(() -> helixSubscriptions.delete(old.id()));
      }
    }
    var capacity = Math.max(0, maxAtOnce() - (outdated.size() - unreplaced.size()));
    unreplaced.stream().limit(capacity).forEach(old -> steps.add(() -> replace(old)));
    List.copyOf(toRecreate).forEach(wanted -> steps.add(() -> create(wanted)));
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

  private Map<WantedSubscription, EventSubSubscription> current(List<EventSubSubscription> found) {
    var current = new HashMap<WantedSubscription, EventSubSubscription>();
    for (var subscription : found) {
      if (isCurrent(subscription)) {
        WantedSubscription.of(subscription).ifPresent(wanted -> current.put(wanted, subscription));
      }
    }
    return current;
  }

  private boolean isOutdated(EventSubSubscription subscription) {
    return transport.ownershipOf(subscription.transport()) == SubscriptionOwnership.OUTDATED
        && subscription.isAlive();
  }

  private boolean isCurrent(EventSubSubscription subscription) {
    return transport.ownershipOf(subscription.transport()) == SubscriptionOwnership.CURRENT
        && subscription.isAlive();
  }

  private boolean isProven(EventSubSubscription successor) {
    return !successor.status().isPending() && successor.isOlderThan(OVERLAP, clock.instant());
  }

  private Future<Void> replace(EventSubSubscription old) {
    return WantedSubscription.of(old)
        .filter(wanted -> backoff.allows(wanted.key()))
        .map(wanted -> replace(wanted, old))
        .orElse(Future.succeededFuture());
  }

  private Future<Void> replace(WantedSubscription wanted, EventSubSubscription old) {
    return helixSubscriptions
        .create(wanted)
        .compose(
            creation -> {
              handleResult(wanted, creation);
              return isBlockedByOld(creation)
                  ? deleteThenCreate(wanted, old)
                  : Future.succeededFuture();
            });
  }

  private static boolean isBlockedByOld(Creation creation) {
    return switch (creation.state()) {
      case EXISTS, CROWDED -> true;
      case ACTIVE, PENDING, FULL, REFUSED -> false;
    };
  }

  private Future<Void> create(WantedSubscription wanted) {
    return backoff.allows(wanted.key())
        ? helixSubscriptions
            .create(wanted)
            .onSuccess(creation -> handleResult(wanted, creation))
            .mapEmpty()
        : Future.succeededFuture();
  }

  /**
   * Deletes the outdated subscription before its replacement, where Twitch refuses both at once.
   * The gap lasts one call and one challenge. Skipped if another process created the replacement.
   */
  private Future<Void> deleteThenCreate(WantedSubscription wanted, EventSubSubscription old) {
    return helixSubscriptions
        .about(wanted.streamerId())
        .compose(
            found ->
                found.stream().anyMatch(it -> isCurrent(it) && wanted.matches(it))
                    ? Future.succeededFuture()
                    : helixSubscriptions
                        .delete(old.id())
                        .compose(
                            deleted -> {
                              toRecreate.add(wanted);
                              return create(wanted);
                            }));
  }

  private void handleResult(WantedSubscription wanted, Creation creation) {
    switch (creation.state()) {
      case ACTIVE, PENDING -> {
        toRecreate.remove(wanted);
        log.info("Created the replacement of {}", wanted);
      }
      case EXISTS -> toRecreate.remove(wanted);
      case CROWDED ->
          log.info("Twitch allows no further subscription beside the existing ones to {}", wanted);
      case FULL, REFUSED -> {
        backoff.failed(wanted.key());
        log.warn("Could not replace {}, trying again later: {}", wanted, creation.reason());
      }
    }
  }
}
