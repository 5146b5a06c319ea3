package dev.streamviewer.webhook.dedup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.delivery.CallbackOutcome;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Delivers an event once although two subscriptions bring it, each under a message id of its own,
 * while one replaces the other. Two messages are copies when they say the same of the same streamer
 * at nearly the same time and come from different subscriptions. Only while there is a {@link
 * Handover}, since the mark costs more than the check of a signature.
 */
public final class CrossSubscriptionDeduplicator {
  /** How long after the last word of a handover copies may come. */
  private static final Duration WATCHFUL = Duration.ofMinutes(2);

  /** Twitch sends to both at once; what is this far apart happened twice. */
  private static final Duration APART = Duration.ofSeconds(5);

  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final String IN_FLIGHT = "in flight";
  private static final String DELIVERED = "delivered";

  private final AsyncMap<String, String> marks;
  private final Clock clock;

  /** What this process delivers at this moment; its copies wait for what comes of it. */
  private final Map<String, UnderWay> underWay = new HashMap<>();

  private Instant watchfulUntil = Instant.MIN;

  private record UnderWay(Mark mark, Future<CallbackOutcome> outcome) {}

  /**
   * @param marks of all processes
   */
  public CrossSubscriptionDeduplicator(AsyncMap<String, String> marks, Clock clock) {
    this.marks = marks;
    this.clock = clock;
  }

  /** Subscriptions are being replaced. */
  public void expect() {
    watchfulUntil = clock.instant().plus(WATCHFUL);
  }

  /** Does the work unless it was done for the copy from another subscription. */
  public Future<CallbackOutcome> once(
      StreamEvent event, String subscriptionId, Supplier<Future<CallbackOutcome>> work) {
    if (clock.instant().isAfter(watchfulUntil)) {
      return work.get();
    }
    var key = key(event);
    var mine = new Mark(IN_FLIGHT, subscriptionId, event.at().toEpochMilli());
    var other = underWay.get(key);
    if (other != null && mine.isCopyOf(other.mark())) {
      return other.outcome().transform(it -> Future.succeededFuture(ofCopy(it)));
    }
    var outcome = once(key, mine, work);
    var entry = new UnderWay(mine, outcome);
    underWay.put(key, entry);
    return outcome.onComplete(done -> underWay.remove(key, entry));
  }

  private Future<CallbackOutcome> once(
      String key, Mark mine, Supplier<Future<CallbackOutcome>> work) {
    return marks
        .putIfAbsent(key, mine.toString(), DeliveryMarks.WHILE_IN_FLIGHT.toMillis())
        .timeout(PATIENCE.toMillis(), MILLISECONDS)
        .compose(
            before -> {
              if (before != null && mine.isCopyOf(Mark.parse(before))) {
                return Future.succeededFuture(Mark.parse(before).outcome());
              }
              return claim(key, mine, before)
                  .compose(claimed -> work.get())
                  .onSuccess(outcome -> settle(key, mine, outcome))
                  .onFailure(failure -> marks.remove(key));
            });
  }

  private Future<Void> claim(String key, Mark mine, String before) {
    return before == null
        ? Future.succeededFuture()
        : marks.put(key, mine.toString(), DeliveryMarks.WHILE_IN_FLIGHT.toMillis());
  }

  /** What Twitch has to send again may be delivered by whichever copy comes first. */
  private void settle(String key, Mark mine, CallbackOutcome outcome) {
    if (mustComeAgain(outcome)) {
      marks.remove(key);
    } else {
      marks.put(key, mine.delivered().toString(), WATCHFUL.toMillis());
    }
  }

  private static CallbackOutcome ofCopy(AsyncResult<CallbackOutcome> first) {
    return first.failed() || mustComeAgain(first.result())
        ? CallbackOutcome.NOT_NOW
        : CallbackOutcome.DUPLICATE;
  }

  private static boolean mustComeAgain(CallbackOutcome outcome) {
    return outcome == CallbackOutcome.IN_FLIGHT || outcome == CallbackOutcome.NOT_NOW;
  }

  private static String key(StreamEvent event) {
    var said = event.type() + "/" + event.streamer().id() + "/" + event.details().encode();
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(said.getBytes(UTF_8));
      return "copy/" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM lacks SHA-256", e);
    }
  }

  private record Mark(String state, String subscriptionId, long at) {
    static Mark parse(String text) {
      var parts = text.split("/", 3);
      return new Mark(parts[0], parts[2], Long.parseLong(parts[1]));
    }

    boolean isCopyOf(Mark other) {
      return !subscriptionId.equals(other.subscriptionId())
          && Math.abs(at - other.at()) < APART.toMillis();
    }

    CallbackOutcome outcome() {
      return state.equals(DELIVERED) ? CallbackOutcome.DUPLICATE : CallbackOutcome.IN_FLIGHT;
    }

    Mark delivered() {
      return new Mark(DELIVERED, subscriptionId, at);
    }

    @Override
    public String toString() {
      return state + "/" + at + "/" + subscriptionId;
    }
  }
}
