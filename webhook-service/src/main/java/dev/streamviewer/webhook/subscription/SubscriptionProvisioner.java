package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.webhook.SubscriptionConfirmed;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport;
import dev.streamviewer.platform.contract.webhook.SubscriptionReport.Refusal;
import dev.streamviewer.webhook.eventsub.SubscriptionStatus;
import dev.streamviewer.webhook.eventsub.SubscriptionType;
import dev.streamviewer.webhook.subscription.HelixSubscriptions.Creation;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
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
 * Sees to it, when somebody watches, that the subscriptions of a streamer exist. What is not there
 * in time is left to the {@link SubscriptionReconciler}.
 */
public final class SubscriptionProvisioner {
  private static final Logger log = LoggerFactory.getLogger(SubscriptionProvisioner.class);

  /** A page is not kept waiting longer, whatever Twitch does. */
  private static final Duration PATIENCE = Duration.ofMillis(1_500);

  /**
   * Twitch's challenge comes within milliseconds as a rule; a page is not kept longer than this.
   */
  private static final Duration CONFIRMATION = Duration.ofSeconds(1);

  /** Whatever ends is told to all. */
  private static final Duration COMPLETE = Duration.ofMinutes(5);

  /**
   * Pages ask again soon, and neither room nor another answer of Twitch comes that often. Each
   * refusal costs a call.
   */
  private static final Duration REFUSED = Duration.ofSeconds(15);

  private static final String UNAVAILABLE = "unavailable";

  private static final Creation FULL =
      Creation.refused(
          "full",
          "This site follows as many streamers as Twitch allows just now. Please try again later.");
  private static final Creation LATER =
      Creation.refused(
          "later", "Twitch does not answer just now. Events follow as soon as it does.");

  private final HelixSubscriptions twitch;
  private final SubscriptionBudget budget;
  private final SubscriptionEviction eviction;
  private final StreamerLocks locks;
  private final SubscriptionReportCache memory;
  private final Timers waiting;
  private final Map<String, Promise<Void>> awaited = new HashMap<>();
  private final Map<String, Future<SubscriptionReport>> ensuring = new HashMap<>();

  public SubscriptionProvisioner(
      HelixSubscriptions twitch,
      SubscriptionBudget budget,
      SubscriptionEviction eviction,
      StreamerLocks locks,
      SubscriptionReportCache memory,
      Timers waiting) {
    this.twitch = twitch;
    this.budget = budget;
    this.eviction = eviction;
    this.locks = locks;
    this.memory = memory;
    this.waiting = waiting;
  }

  /**
   * Makes sure that a streamer's events reach us; asks Twitch once for many who ask together, here
   * or in another process, and not again for those who come soon after. Never fails: what is not to
   * be had is said in the report.
   *
   * @param consented what the streamer consented to; empty unless the streamer is who watches
   */
  public Future<SubscriptionReport> ensure(String streamerId, Set<String> consented) {
    var key = streamerId + new TreeSet<>(consented);
    var underWay = ensuring.get(key);
    if (underWay != null) {
      return underWay;
    }
    var remembered = memory.of(streamerId, consented);
    if (remembered.isPresent()) {
      return Future.succeededFuture(remembered.get());
    }
    var types = types(consented);
    var created =
        locks
            .alone(streamerId, () -> createMissing(streamerId, types))
            .onSuccess(found -> remember(streamerId, consented, found));
    var report = waiting.atMost(PATIENCE, created).otherwise(failure -> later(consented, failure));
    ensuring.put(key, report);
    return report.onComplete(done -> ensuring.remove(key));
  }

  private void remember(String streamerId, Set<String> consented, SubscriptionReport report) {
    if (report.refused().isEmpty() && report.pending().isEmpty()) {
      memory.keep(streamerId, consented, report, COMPLETE);
    } else if (!report.refused().isEmpty()
        && report.refused().stream().noneMatch(SubscriptionProvisioner::isUnanswered)) {
      memory.keep(streamerId, consented, report, REFUSED);
    }
  }

  private static boolean isUnanswered(Refusal refusal) {
    return refusal.cause().equals(LATER.cause()) || refusal.cause().equals(UNAVAILABLE);
  }

  /** Twitch has checked a subscription of ours. */
  public void confirmed(SubscriptionConfirmed confirmed) {
    var type = new SubscriptionType(confirmed.type(), "", confirmed.conditionField(), "");
    var promise = awaited.get(type.key(confirmed.streamerId()));
    if (promise != null) {
      promise.tryComplete();
    }
  }

  private Future<SubscriptionReport> createMissing(
      String streamerId, List<SubscriptionType> types) {
    return twitch
        .about(streamerId)
        .compose(
            existing -> {
              var alive = alive(streamerId, types, existing);
              return room(types.size() - alive.size())
                  .compose(room -> states(streamerId, types, alive, room));
            })
        .map(states -> report(types, states));
  }

  private static Map<SubscriptionType, Creation> alive(
      String streamerId, List<SubscriptionType> types, List<JsonObject> existing) {
    var alive = new HashMap<SubscriptionType, Creation>();
    for (var type : types) {
      existing.stream()
          .filter(it -> type.matches(it, streamerId) && SubscriptionStatus.isAlive(it))
          .findFirst()
          .map(it -> SubscriptionStatus.isPending(it) ? Creation.PENDING : Creation.ACTIVE)
          .ifPresent(state -> alive.put(type, state));
    }
    return alive;
  }

  /**
   * Whether so many more can be paid, if need be at the expense of those to whom nobody listens.
   */
  private Future<Boolean> room(int missing) {
    var lacks = missing == 0 ? 0 : budget.lacks(missing);
    return lacks == 0 ? Future.succeededFuture(true) : eviction.free(lacks);
  }

  private Future<List<Creation>> states(
      String streamerId,
      List<SubscriptionType> types,
      Map<SubscriptionType, Creation> alive,
      boolean room) {
    var states =
        types.stream()
            .map(
                type ->
                    alive.containsKey(type)
                        ? Future.succeededFuture(alive.get(type))
                        : room ? create(type, streamerId) : Future.succeededFuture(FULL))
            .toList();
    return Future.all(states).map(all -> all.<Creation>list());
  }

  /** The challenge can come before the answer to our wish, so that is awaited from before. */
  private Future<Creation> create(SubscriptionType type, String streamerId) {
    var key = type.key(streamerId);
    var challenged = awaited.computeIfAbsent(key, it -> Promise.promise()).future();
    return twitch
        .create(type, streamerId)
        .compose(
            creation ->
                creation.state() == Creation.State.PENDING
                    ? waiting
                        .atMost(CONFIRMATION, challenged)
                        .map(Creation.ACTIVE)
                        .otherwise(creation)
                    : Future.succeededFuture(creation))
        .otherwise(SubscriptionProvisioner::unanswered)
        .onComplete(done -> awaited.remove(key));
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
        case FULL -> refused.add(refusal(type, FULL));
        case CROWDED, REFUSED -> refused.add(refusal(type, states.get(i)));
      }
    }
    return new SubscriptionReport(List.copyOf(active), List.copyOf(pending), List.copyOf(refused));
  }

  /** What is said when Twitch did not answer in time. */
  public static SubscriptionReport later(Set<String> consented, Throwable failure) {
    log.warn("Subscriptions have to wait: {}", failure.getMessage());
    var types = types(consented);
    return report(types, types.stream().map(type -> unanswered(failure)).toList());
  }

  private static Creation unanswered(Throwable failure) {
    return failure instanceof BusFailure known && known.reason() == Reason.UNAVAILABLE
        ? Creation.refused(UNAVAILABLE, known.getMessage())
        : LATER;
  }

  private static Refusal refusal(String type, Creation creation) {
    return new Refusal(type, creation.cause(), creation.reason());
  }
}
