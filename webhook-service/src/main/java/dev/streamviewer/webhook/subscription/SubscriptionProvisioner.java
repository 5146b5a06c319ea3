package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport.Refusal;
import dev.streamviewer.webhook.config.WatchDeadlines;
import dev.streamviewer.webhook.eventsub.EventSubSubscription;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the missing subscriptions of a streamer when a viewer starts to watch. The {@link
 * SubscriptionReconciler} creates the subscriptions that fail or take too long.
 */
public final class SubscriptionProvisioner {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionProvisioner.class);

  private static final WatchDeadlines DEADLINES = WatchDeadlines.STANDARD;

  /** Safe for minutes, since the end of a subscription is published to all processes. */
  private static final Duration COMPLETE_TTL = Duration.ofMinutes(5);

  /** Pages retry soon, each retry costs a call, and Twitch's answer seldom changes so fast. */
  private static final Duration REFUSED_TTL = Duration.ofSeconds(15);

  private static final String UNAVAILABLE = "unavailable";

  private static final Creation SITE_FULL =
      Creation.refused(
          "full", "This site follows as many streamers as Twitch allows. Please try again later.");
  private static final Creation RETRY_LATER =
      Creation.refused(
          "later",
          "Twitch is not responding at the moment. Events will follow once Twitch responds.");

  private final HelixSubscriptions helixSubscriptions;
  private final SubscriptionEviction eviction;
  private final StreamerLocks locks;
  private final SubscriptionReportCache reportCache;
  private final Timeouts timeouts;
  private final Map<String, Promise<Void>> challenges = new HashMap<>();
  private final Map<String, Future<SubscriptionReport>> inProgress = new HashMap<>();

  public SubscriptionProvisioner(
      HelixSubscriptions helixSubscriptions,
      SubscriptionEviction eviction,
      StreamerLocks locks,
      SubscriptionReportCache reportCache,
      Timers timers) {
    this.helixSubscriptions = helixSubscriptions;
    this.eviction = eviction;
    this.locks = locks;
    this.reportCache = reportCache;
    this.timeouts = new Timeouts(timers);
  }

  /**
   * Ensures that all subscriptions of a streamer exist. Concurrent requests share one call, in this
   * process and in the cluster; a report is cached for later requests. Never fails: the report
   * lists refused types.
   *
   * @param consented the scopes of the streamer; empty unless the viewer is the streamer
   */
  public Future<SubscriptionReport> ensure(String streamerId, Set<String> consented) {
    var key = streamerId + new TreeSet<>(consented);
    var underWay = inProgress.get(key);
    if (underWay != null) {
      return underWay;
    }
    var cached = reportCache.of(streamerId, consented);
    if (cached.isPresent()) {
      return Future.succeededFuture(cached.get());
    }
    var wanted = WantedSubscription.all(types(consented), streamerId);
    var created =
        locks
            .withLock(streamerId, () -> createMissing(streamerId, wanted))
            .onSuccess(found -> cache(streamerId, consented, found));
    var report =
        timeouts
            .within(DEADLINES.subscriptions(), "The creation of subscriptions", created)
            .otherwise(failure -> later(consented, failure));
    inProgress.put(key, report);
    return report.onComplete(done -> inProgress.remove(key));
  }

  /**
   * Ensures that the subscriptions by a moderator's consent exist. Not cached: moderators are few,
   * and a role may end at any time.
   *
   * @param scopes the scopes of the moderator
   */
  public Future<SubscriptionReport> ensureModerated(
      String streamerId, String moderatorId, Set<String> scopes) {
    var types = SubscriptionType.moderatedBy(scopes);
    var key = streamerId + "/" + moderatorId + new TreeSet<>(scopes);
    var underWay = inProgress.get(key);
    if (underWay != null) {
      return underWay;
    }
    var wanted = WantedSubscription.all(types, streamerId, moderatorId);
    var created = locks.withLock(streamerId, () -> createMissing(streamerId, wanted));
    var report =
        timeouts
            .within(DEADLINES.subscriptions(), "The creation of subscriptions", created)
            .otherwise(failure -> unansweredReport(types, failure));
    inProgress.put(key, report);
    return report.onComplete(done -> inProgress.remove(key));
  }

  /**
   * Finds the types of events of the broadcaster's consent that Twitch sends, also by the consent
   * of an earlier sign-in.
   */
  public Future<List<String>> activeOwnTypes(String streamerId) {
    var own = WantedSubscription.all(SubscriptionType.OWN, streamerId);
    return helixSubscriptions
        .about(streamerId)
        .map(
            existing ->
                alive(own, existing).entrySet().stream()
                    .filter(it -> it.getValue() == Creation.ACTIVE)
                    .map(it -> it.getKey().type().type())
                    .distinct()
                    .toList());
  }

  private void cache(String streamerId, Set<String> consented, SubscriptionReport report) {
    if (report.refused().isEmpty() && report.pending().isEmpty()) {
      reportCache.put(streamerId, consented, report, COMPLETE_TTL);
    } else if (!report.refused().isEmpty()
        && report.refused().stream().noneMatch(SubscriptionProvisioner::isUnanswered)) {
      reportCache.put(streamerId, consented, report, REFUSED_TTL);
    }
  }

  private static boolean isUnanswered(Refusal refusal) {
    return refusal.cause().equals(RETRY_LATER.cause()) || refusal.cause().equals(UNAVAILABLE);
  }

  /** Completes the wait for a challenge. */
  public void confirmed(SubscriptionConfirmed confirmed) {
    var key =
        WantedSubscription.key(
            confirmed.type(),
            confirmed.conditionField(),
            confirmed.streamerId(),
            confirmed.moderatorId());
    var promise = challenges.get(key);
    if (promise != null) {
      promise.tryComplete();
    }
  }

  private Future<SubscriptionReport> createMissing(
      String streamerId, List<WantedSubscription> wanted) {
    return helixSubscriptions
        .about(streamerId)
        .compose(
            existing -> {
              var alive = alive(wanted, existing);
              return eviction
                  .makeRoom(
                      WantedSubscription.cost(wanted) - WantedSubscription.cost(alive.keySet()))
                  .compose(roomMade -> states(wanted, alive, roomMade));
            })
        .map(states -> report(wanted.stream().map(WantedSubscription::type).toList(), states));
  }

  private static Map<WantedSubscription, Creation> alive(
      List<WantedSubscription> wanted, List<EventSubSubscription> existing) {
    var alive = new HashMap<WantedSubscription, Creation>();
    for (var one : wanted) {
      existing.stream()
          .filter(it -> one.matches(it) && it.isAlive())
          .findFirst()
          .map(it -> it.status().isPending() ? Creation.PENDING : Creation.ACTIVE)
          .ifPresent(state -> alive.put(one, state));
    }
    return alive;
  }

  private Future<List<Creation>> states(
      List<WantedSubscription> wanted, Map<WantedSubscription, Creation> alive, boolean roomMade) {
    var states =
        wanted.stream()
            .map(
                it ->
                    alive.containsKey(it)
                        ? Future.succeededFuture(alive.get(it))
                        : roomMade || it.type().needsConsent()
                            ? create(it)
                            : Future.succeededFuture(SITE_FULL))
            .toList();
    return Future.all(states).map(all -> all.<Creation>list());
  }

  /** Registers for the challenge first: it can precede the answer to the call. */
  private Future<Creation> create(WantedSubscription wanted) {
    var key = wanted.key();
    var challenged = challenges.computeIfAbsent(key, it -> Promise.promise()).future();
    return helixSubscriptions
        .create(wanted)
        .compose(
            creation ->
                creation.state() == Creation.State.PENDING
                    ? timeouts
                        .within(DEADLINES.challenge(), "The challenge", challenged)
                        .map(Creation.ACTIVE)
                        .otherwise(creation)
                    : Future.succeededFuture(creation))
        .otherwise(SubscriptionProvisioner::unanswered)
        .onComplete(done -> challenges.remove(key));
  }

  private static List<SubscriptionType> types(Set<String> consented) {
    return Stream.concat(
            SubscriptionType.PUBLIC.stream(), SubscriptionType.allowedBy(consented).stream())
        .toList();
  }

  private static SubscriptionReport report(List<SubscriptionType> types, List<Creation> states) {
    var active = new LinkedHashSet<String>();
    var pending = new LinkedHashSet<String>();
    var refused = new LinkedHashSet<Refusal>();
    for (var i = 0; i < states.size(); i++) {
      var type = types.get(i).type();
      switch (states.get(i).state()) {
        case ACTIVE, EXISTS -> active.add(type);
        case PENDING -> pending.add(type);
        case FULL -> refused.add(refusal(type, SITE_FULL));
        case CROWDED, REFUSED -> refused.add(refusal(type, states.get(i)));
      }
    }
    return new SubscriptionReport(List.copyOf(active), List.copyOf(pending), List.copyOf(refused));
  }

  /** The report for an answer that did not come in time. */
  public static SubscriptionReport later(Set<String> consented, Throwable failure) {
    return unansweredReport(types(consented), failure);
  }

  private static SubscriptionReport unansweredReport(
      List<SubscriptionType> types, Throwable failure) {
    log.warn("Subscriptions are delayed: {}", failure.getMessage());
    return report(types, types.stream().map(type -> unanswered(failure)).toList());
  }

  private static Creation unanswered(Throwable failure) {
    if (!(failure instanceof BusFailure known)) {
      return RETRY_LATER;
    }
    return switch (known.reason()) {
      case UNAVAILABLE -> Creation.refused(UNAVAILABLE, known.getMessage());
      case INVALID -> Creation.refused("refused", known.getMessage());
      case BUSY -> Creation.refused("limited", known.getMessage());
      default -> RETRY_LATER;
    };
  }

  private static Refusal refusal(String type, Creation creation) {
    return new Refusal(type, creation.cause(), creation.reason());
  }
}
