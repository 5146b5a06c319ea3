package dev.streamviewer.webhook.dedup;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.testing.InterceptedMap;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests two processes, each of which gets one copy. */
@ExtendWith(VertxExtension.class)
class CrossSubscriptionDeduplicatorTest {
  private static final Instant NOW = Instant.parse("2026-11-23T21:50:00Z");
  private static final Supplier<Future<CallbackOutcome>> DELIVERED =
      () -> Future.succeededFuture(CallbackOutcome.DELIVERED);

  private final TestClock clock = new TestClock(NOW);
  private AsyncMap<String, String> marks;
  private CrossSubscriptionDeduplicator one;
  private CrossSubscriptionDeduplicator other;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    marks = vertx.sharedData().<String, String>getLocalAsyncMap("marks").await(60, SECONDS);
    one = new CrossSubscriptionDeduplicator(marks, clock);
    other = new CrossSubscriptionDeduplicator(marks, clock);
    one.expect();
    other.expect();
  }

  @Test
  void dropsTheSecondCopyAfterDeliveryOfTheFirst() throws Exception {
    assertThat(outcome(one.once(event("m1"), "old", DELIVERED)))
        .isEqualTo(CallbackOutcome.DELIVERED);

    assertThat(outcome(other.once(event("m2"), "new", DELIVERED)))
        .isEqualTo(CallbackOutcome.DUPLICATE);
  }

  @Test
  void returnsInFlightWhileTheFirstCopyIsBeingDelivered() throws Exception {
    var pusher = Promise.<CallbackOutcome>promise();
    var first = one.once(event("m1"), "old", pusher::future);

    assertThat(outcome(other.once(event("m2"), "new", DELIVERED)))
        .isEqualTo(CallbackOutcome.IN_FLIGHT);
    pusher.fail("Pusher is down");
    outcome(first.otherwise(CallbackOutcome.NOT_NOW));

    assertThat(outcome(other.once(event("m2"), "new", DELIVERED)))
        .isEqualTo(CallbackOutcome.DELIVERED);
  }

  @Test
  void deliversAnEventIfTheClusterDoesNotAnswer() throws Exception {
    var silent =
        new CrossSubscriptionDeduplicator(
            InterceptedMap.before(marks, ".*", () -> Promise.promise().future()), clock);
    silent.expect();

    assertThat(outcome(silent.once(event("m1"), "old", DELIVERED)))
        .isEqualTo(CallbackOutcome.DELIVERED);
  }

  /** The outcome must not be written over a mark that has ended. */
  @Test
  void marksAnEventForLongerThanItsDeliveryTakes() throws Exception {
    assertThat(ClusteredDeliveryMarks.IN_FLIGHT_TTL)
        .isGreaterThan(Contracts.DELIVER_EVENTS.timeout().plusSeconds(2));
    one.once(event("m1"), "old", () -> Promise.<CallbackOutcome>promise().future());

    Thread.sleep(DeliveryMarks.WHILE_IN_FLIGHT.plusMillis(200).toMillis());

    assertThat(outcome(other.once(event("m2"), "new", DELIVERED)))
        .isEqualTo(CallbackOutcome.IN_FLIGHT);
  }

  /** The facts differ: compared with the first copy, the second changes nothing. */
  private static KeyedEvent event(String id) {
    var streamer = new Streamer("60978448", "tfue", "Tfue");
    var facts = new JsonObject().put("changed", id.equals("m1") ? "title" : "nothing");
    return KeyedEvent.of(
        new StreamEvent(id, "channel.update", NOW, streamer, "A new title", facts),
        new JsonObject().put("title", "New"));
  }

  private static CallbackOutcome outcome(Future<CallbackOutcome> future) throws Exception {
    return future.await(60, SECONDS);
  }
}
