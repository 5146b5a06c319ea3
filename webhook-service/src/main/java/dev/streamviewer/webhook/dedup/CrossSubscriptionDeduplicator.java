package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.crypto.Sha2;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers an event once while an outdated subscription and its replacement both bring it, under
 * different message ids. Messages are copies if their streamer and content are equal, their times
 * nearly equal and their subscriptions different. Active only during a migration, since a mark
 * costs more than a signature check.
 */
public final class CrossSubscriptionDeduplicator {
  private static final Logger log = LoggerFactory.getLogger(CrossSubscriptionDeduplicator.class);

  /** The time after the last notice of a migration in which copies may arrive. */
  private static final Duration ACTIVE_FOR = Duration.ofMinutes(2);

  /** Twitch sends both copies at once; events further apart are different events. */
  private static final Duration MAX_DISTANCE = Duration.ofSeconds(5);

  private static final Duration MARK_TIMEOUT = Duration.ofMillis(400);

  private static final long IN_FLIGHT_MILLIS = ClusteredDeliveryMarks.IN_FLIGHT_TTL.toMillis();

  private final AsyncMap<String, String> marks;
  private final Clock clock;

  /** Deliveries in progress in this process; copies wait for their outcome. */
  private final Map<String, InProgress> inProgress = new HashMap<>();

  private Instant activeUntil = Instant.MIN;

  private record InProgress(Mark mark, Future<CallbackOutcome> outcome) {}

  /**
   * @param marks the marks of all processes
   */
  public CrossSubscriptionDeduplicator(AsyncMap<String, String> marks, Clock clock) {
    this.marks = marks;
    this.clock = clock;
  }

  /** Expects copies for a while: subscriptions are being replaced. */
  public void expect() {
    activeUntil = clock.instant().plus(ACTIVE_FOR);
  }

  /** Runs the work unless a copy from another subscription was delivered. */
  public Future<CallbackOutcome> once(
      KeyedEvent keyed, String subscriptionId, Supplier<Future<CallbackOutcome>> work) {
    if (clock.instant().isAfter(activeUntil)) {
      return work.get();
    }
    var event = keyed.event();
    var key = key(event, keyed.json());
    var own = new Mark(ClusteredDeliveryMarks.IN_FLIGHT, subscriptionId, event.at().toEpochMilli());
    var other = inProgress.get(key);
    if (other != null && own.isCopyOf(other.mark())) {
      return other
          .outcome()
          .transform(it -> Future.succeededFuture(Deduplicator.outcomeOfCopy(it)));
    }
    var outcome = once(key, own, work);
    var entry = new InProgress(own, outcome);
    inProgress.put(key, entry);
    return outcome.onComplete(done -> inProgress.remove(key, entry));
  }

  private Future<CallbackOutcome> once(
      String key, Mark own, Supplier<Future<CallbackOutcome>> work) {
    return Timeouts.ofCall(MARK_TIMEOUT, "Marking an event in the cluster", findCopy(key, own))
        .otherwise(failure -> deliverAnyway(own, failure))
        .compose(
            copy ->
                copy.map(it -> Future.succeededFuture(it.outcome()))
                    .orElseGet(
                        () ->
                            work.get()
                                .onSuccess(outcome -> settle(key, own, outcome))
                                .onFailure(failure -> marks.remove(key))));
  }

  /** Returns the mark of a copy; without one the key is marked as ours. */
  private Future<Optional<Mark>> findCopy(String key, Mark own) {
    return marks
        .putIfAbsent(key, own.toString(), IN_FLIGHT_MILLIS)
        .map(previous -> Optional.ofNullable(previous).map(Mark::parse))
        .compose(
            previous ->
                previous.isEmpty() || own.isCopyOf(previous.get())
                    ? Future.succeededFuture(previous)
                    : marks.put(key, own.toString(), IN_FLIGHT_MILLIS).map(Optional.<Mark>empty()));
  }

  /** An event that is shown twice is better than one that Twitch gives up. */
  private static Optional<Mark> deliverAnyway(Mark own, Throwable failure) {
    log.debug("An event of {} is delivered without a mark", own.subscriptionId(), failure);
    return Optional.empty();
  }

  /** Frees the key of a retryable outcome, so that any copy may be delivered. */
  private void settle(String key, Mark own, CallbackOutcome outcome) {
    if (outcome.isRetryable()) {
      marks.remove(key);
    } else {
      marks.put(key, own.delivered().toString(), ACTIVE_FOR.toMillis());
    }
  }

  private static String key(StreamEvent event, JsonObject json) {
    var receiver = event.moderator() == null ? "" : "-" + event.moderator();
    var content = event.type() + "/" + event.streamer().id() + receiver + "/" + json.encode();
    return "copy/" + HexFormat.of().formatHex(Sha2.sha256(content));
  }

  private record Mark(String state, String subscriptionId, long at) {
    static Mark parse(String text) {
      var parts = text.split("/", 3);
      return new Mark(parts[0], parts[2], Long.parseLong(parts[1]));
    }

    boolean isCopyOf(Mark other) {
      return !subscriptionId.equals(other.subscriptionId())
          && Math.abs(at - other.at()) < MAX_DISTANCE.toMillis();
    }

    CallbackOutcome outcome() {
      return state.equals(ClusteredDeliveryMarks.DELIVERED)
          ? CallbackOutcome.DUPLICATE
          : CallbackOutcome.IN_FLIGHT;
    }

    Mark delivered() {
      return new Mark(ClusteredDeliveryMarks.DELIVERED, subscriptionId, at);
    }

    @Override
    public String toString() {
      return state + "/" + at + "/" + subscriptionId;
    }
  }
}
