package dev.streamviewer.webhook.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class DeliveryDelayTest {
  private static final Instant NOW = Instant.parse("2026-11-23T21:50:00Z");
  private static final Duration ONE_SECOND = Duration.ofSeconds(1);
  private static final StreamEvent EVENT =
      new StreamEvent(
          "m1",
          "channel.cheer",
          NOW,
          new Streamer("60978448", "tfue", "Tfue"),
          "A headline",
          new JsonObject());
  private static final Future<CallbackOutcome> ACCEPTED =
      Future.succeededFuture(CallbackOutcome.DELIVERED);
  private static final Future<CallbackOutcome> REFUSED =
      Future.failedFuture(new BusFailure(Reason.UPSTREAM, "Pusher is over its quota"));

  private final TestClock clock = new TestClock(NOW);
  private final DeliveryDelay delay = new DeliveryDelay(clock);
  private int members = 2;
  private AsyncMap<String, String> map;
  private Outbox outbox;

  @BeforeEach
  void build(Vertx vertx) throws Exception {
    map = vertx.sharedData().<String, String>getLocalAsyncMap("delay").await(60, SECONDS);
    outbox = new Outbox(map, () -> members, clock, 3, Timers.of(vertx));
  }

  @Test
  void isLastingAfterHalfAMinuteOfRefusals() {
    deliver(REFUSED);
    assertThat(delay.isLasting()).isFalse();

    clock.advance(DeliveryDelay.TOLD_AFTER);
    deliver(REFUSED);

    assertThat(delay.isLasting()).isTrue();
  }

  @Test
  void endsWithTheNextAcceptedEvent() {
    deliver(REFUSED);
    clock.advance(DeliveryDelay.TOLD_AFTER);
    deliver(ACCEPTED);
    assertThat(delay.isLasting()).isFalse();

    deliver(REFUSED);
    assertThat(delay.isLasting()).isFalse();
  }

  @Test
  void forgetsAnOldRefusal() {
    deliver(REFUSED);

    clock.advance(DeliveryDelay.FORGOTTEN_AFTER.minus(ONE_SECOND));
    assertThat(delay.isLasting()).isTrue();
    clock.advance(ONE_SECOND);
    assertThat(delay.isLasting()).isFalse();
  }

  @Test
  void isLastingWhileEventsOfOtherProcessesWait() throws Exception {
    outbox.store(EVENT).await(60, SECONDS);
    delay.check(outbox);
    clock.advance(DeliveryDelay.TOLD_AFTER);
    delay.check(outbox);
    assertThat(delay.isLasting()).isTrue();

    outbox.remove(EVENT.id()).compose(removed -> outbox.count()).await(60, SECONDS);
    delay.check(outbox);
    assertThat(delay.isLasting()).isFalse();
  }

  @Test
  void isLastingWithoutAnOutbox() {
    members = 1;
    deliver(REFUSED);
    clock.advance(DeliveryDelay.TOLD_AFTER);
    delay.check(outbox);

    assertThat(delay.isLasting()).isTrue();
  }

  private void deliver(Future<CallbackOutcome> answer) {
    delay.of(event -> answer).apply(EVENT);
  }
}
