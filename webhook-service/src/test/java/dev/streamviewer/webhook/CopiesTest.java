package dev.streamviewer.webhook;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.Streamer;
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

/** Two processes, each of which gets one copy. */
@ExtendWith(VertxExtension.class)
class CopiesTest {
  private static final Instant NOW = Instant.parse("2026-11-23T21:50:00Z");
  private static final Supplier<Future<Outcome>> DELIVERED =
      () -> Future.succeededFuture(Outcome.DELIVERED);

  private Copies one;
  private Copies other;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    AsyncMap<String, String> marks =
        vertx.sharedData().<String, String>getLocalAsyncMap("marks").await(5, SECONDS);
    var clock = new MovableClock(NOW);
    one = new Copies(marks, clock);
    other = new Copies(marks, clock);
    one.expect();
    other.expect();
  }

  @Test
  void theSecondCopyIsDroppedOnceTheFirstIsDelivered() throws Exception {
    assertThat(outcome(one.once(event("m1"), "old", DELIVERED))).isEqualTo(Outcome.DELIVERED);

    assertThat(outcome(other.once(event("m2"), "new", DELIVERED))).isEqualTo(Outcome.DUPLICATE);
  }

  @Test
  void theSecondCopyHasToComeAgainWhileTheFirstIsUnderWay() throws Exception {
    var pusher = Promise.<Outcome>promise();
    var first = one.once(event("m1"), "old", pusher::future);

    assertThat(outcome(other.once(event("m2"), "new", DELIVERED))).isEqualTo(Outcome.IN_FLIGHT);
    pusher.fail("Pusher is down");
    outcome(first.otherwise(Outcome.NOT_NOW));

    assertThat(outcome(other.once(event("m2"), "new", DELIVERED))).isEqualTo(Outcome.DELIVERED);
  }

  private static StreamEvent event(String id) {
    return new StreamEvent(
        id,
        "channel.update",
        NOW,
        new Streamer("60978448", "tfue", "Tfue"),
        "A new title",
        new JsonObject().put("title", "New"));
  }

  private static Outcome outcome(Future<Outcome> future) throws Exception {
    return future.await(5, SECONDS);
  }
}
