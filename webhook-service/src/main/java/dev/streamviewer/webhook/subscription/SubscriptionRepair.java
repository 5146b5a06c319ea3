package dev.streamviewer.webhook.subscription;

import static java.util.stream.Collectors.groupingBy;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.retry.RetryGate;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import dev.streamviewer.webhook.moderation.ModeratorWatches;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import dev.streamviewer.webhook.transport.SubscriptionOwnership;
import dev.streamviewer.webhook.transport.SubscriptionTransport;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes failed subscriptions and creates the missing ones of watched streamers. Subscriptions
 * that Twitch refuses or ends are tried again after growing pauses.
 */
public final class SubscriptionRepair {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionRepair.class);

  private final HelixSubscriptions helixSubscriptions;
  private final SubscriptionTransport transport;
  private final SubscriptionEviction eviction;
  private final SubscriptionReportCache reportCache;
  private final ModeratorWatches moderators;
  private final Clock clock;
  private final RetryGate backoff;

  /** Consented subscriptions that Twitch ended although the consent holds. */
  private final Set<WantedSubscription> toRecreate = new LinkedHashSet<>();

  /** Whether this round has used up the cost limit. */
  private boolean budgetExhausted;

  public SubscriptionRepair(
      HelixSubscriptions helixSubscriptions,
      SubscriptionTransport transport,
      SubscriptionEviction eviction,
      SubscriptionReportCache reportCache,
      ModeratorWatches moderators,
      Clock clock) {
    this.helixSubscriptions = helixSubscriptions;
    this.transport = transport;
    this.eviction = eviction;
    this.reportCache = reportCache;
    this.moderators = moderators;
    this.clock = clock;
    this.backoff = new RetryGate(clock);
  }

  /**
   * The steps of a round.
   *
   * @param found all subscriptions of this deployment
   * @param watched the ids of watched streamers
   */
  List<Supplier<Future<Void>>> plan(List<EventSubSubscription> found, Set<String> watched) {
    budgetExhausted = false;
    var steps = new ArrayList<Supplier<Future<Void>>>();
    found.stream().filter(this::isDead).forEach(dead -> steps.add(() -> deleteDead(dead)));
    var byStreamer = found.stream().collect(groupingBy(EventSubSubscription::streamerId));
    for (var streamerId : watched) {
      var existing = byStreamer.getOrDefault(streamerId, List.of());
      steps.add(() -> create(missing(streamerId, existing)));
    }
    toRecreate.removeIf(it -> !watched.contains(it.streamerId()) || !isModerated(it));
    List.copyOf(toRecreate).forEach(wanted -> steps.add(() -> create(List.of(wanted))));
    return steps;
  }

  /** Whether the moderator of a subscription still watches, if the subscription has one. */
  private boolean isModerated(WantedSubscription wanted) {
    return wanted.moderatorId().isEmpty()
        || moderators.isWatching(new ChannelModerator(wanted.streamerId(), wanted.moderatorId()));
  }

  private List<WantedSubscription> missing(String streamerId, List<EventSubSubscription> existing) {
    return WantedSubscription.all(SubscriptionType.PUBLIC, streamerId).stream()
        .filter(wanted -> existing.stream().noneMatch(it -> satisfies(it, wanted)))
        .toList();
  }

  /**
   * Whether nothing has to be created now. A failed current subscription is retried with back-off;
   * a failed outdated subscription never blocks its replacement.
   */
  private boolean satisfies(EventSubSubscription existing, WantedSubscription wanted) {
    return wanted.matches(existing) && (existing.isAlive() || isCurrent(existing));
  }

  private boolean isCurrent(EventSubSubscription subscription) {
    return transport.ownershipOf(subscription.transport()) == SubscriptionOwnership.CURRENT;
  }

  private boolean isDead(EventSubSubscription subscription) {
    return !subscription.isAlive() || subscription.isStuck(clock.instant());
  }

  /** Deletes a failed subscription, which Twitch would list for days. A later round replaces it. */
  private Future<Void> deleteDead(EventSubSubscription dead) {
    reportCache.ending(dead.streamerId());
    WantedSubscription.of(dead).ifPresent(wanted -> scheduleReplacement(wanted, dead));
    return helixSubscriptions.delete(dead.id());
  }

  private void scheduleReplacement(WantedSubscription wanted, EventSubSubscription dead) {
    log.warn("Twitch ended {}: {}", wanted, dead.statusText());
    if (isCurrent(dead) && !dead.status().endedWithConduit()) {
      backoff.failed(wanted.key());
    }
    if (wanted.type().needsConsent() && !dead.status().isFinal()) {
      toRecreate.add(wanted);
    }
  }

  /** Creates all or none: a part would cost as well and show a viewer little. */
  private Future<Void> create(List<WantedSubscription> all) {
    var due = all.stream().filter(wanted -> backoff.allows(wanted.key())).toList();
    return due.isEmpty() || budgetExhausted && WantedSubscription.cost(due) > 0
        ? Future.succeededFuture()
        : eviction
            .makeRoom(WantedSubscription.cost(due))
            .compose(roomMade -> create(due, roomMade));
  }

  private Future<Void> create(List<WantedSubscription> due, boolean roomMade) {
    budgetExhausted |= !roomMade;
    return roomMade ? Sequentially.forEach(due.iterator(), this::create) : Future.succeededFuture();
  }

  private Future<Void> create(WantedSubscription wanted) {
    return helixSubscriptions
        .create(wanted)
        .onSuccess(creation -> handleResult(wanted, creation))
        .mapEmpty();
  }

  private void handleResult(WantedSubscription wanted, Creation creation) {
    switch (creation.state()) {
      case ACTIVE, PENDING -> toRecreate.remove(wanted);
      case EXISTS -> {
        toRecreate.remove(wanted);
        backoff.failed(wanted.key());
        log.info(
            "Twitch has {} already. If it has the previous address of this deployment, set"
                + " PUBLIC_URL_PREVIOUS to that address",
            wanted);
      }
      case FULL -> budgetExhausted = true;
      case CROWDED, REFUSED -> {
        backoff.failed(wanted.key());
        log.warn("Could not create {}, trying again later: {}", wanted, creation.reason());
      }
    }
  }
}
