package dev.streamviewer.webhook.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.EntryOwners;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.testing.Await;
import dev.streamviewer.testing.InterceptedMap;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The outbox while members come and go: seven of them, which do not all hold the entry. */
@ExtendWith(VertxExtension.class)
class OutboxTest {
  private static final EntryOwners TWO = new EntryOwners(7, 2);
  private static final EntryOwners TWO_OTHERS = new EntryOwners(8, 2);
  private static final EntryOwners ONE = new EntryOwners(7, 1);

  private final Deque<EntryOwners> looks = new ArrayDeque<>();
  private AsyncMap<String, String> entries;
  private Outbox outbox;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    entries = vertx.sharedData().<String, String>getLocalAsyncMap("outbox").await(60, SECONDS);
    var cluster =
        new Cluster() {
          @Override
          public int size() {
            return 7;
          }

          @Override
          public EntryOwners owners(String map, String key) {
            return looks.removeFirst();
          }
        };
    outbox = new Outbox(entries, cluster, new TestClock(), 3, Timers.of(vertx));
  }

  @Test
  void storesAnEventThatTwoProcessesHold() throws Exception {
    see(TWO, TWO);

    outbox.store(event()).await(60, SECONDS);

    assertThat(entries.size().await(60, SECONDS)).isEqualTo(1);
  }

  /** A process is a member before it has opened the map. */
  @Test
  void refusesAnEventThatOneOfSevenMembersHolds() {
    see(ONE, ONE, ONE, ONE);

    assertThatThrownBy(() -> outbox.store(event()).await(60, SECONDS))
        .isInstanceOf(BusFailure.class);
  }

  @Test
  void storesAgainIfTheOwnersChangedMeanwhile() throws Exception {
    see(TWO, TWO_OTHERS, TWO_OTHERS, TWO_OTHERS);

    outbox.store(event()).await(60, SECONDS);

    assertThat(looks).isEmpty();
  }

  @Test
  void refusesAnEventIfTheOwnersKeepChanging() {
    see(TWO, TWO_OTHERS, TWO, TWO_OTHERS);

    assertThatThrownBy(() -> outbox.store(event()).await(60, SECONDS))
        .isInstanceOf(BusFailure.class);
  }

  /** A burst must not fill the outbox beyond its limit before the first event is stored. */
  @Test
  void countsEventsThatAreBeingStored(Vertx vertx) {
    var full = new Outbox(hanging(), () -> 2, new TestClock(), 3, Timers.of(vertx));
    for (var i = 0; i < 3; i++) {
      full.store(event());
    }

    assertThat(full.isOpen()).isFalse();
    assertThat(full.store(event()).cause()).hasMessage("The outbox is full.");
  }

  /** Long events would fill the memory of both processes. */
  @Test
  void countsALongEventAsSeveral(Vertx vertx) throws Exception {
    var three = new Outbox(entries, () -> 2, new TestClock(), 3, Timers.of(vertx));

    three.store(event("x".repeat(3 * Outbox.LENGTH_OF_PLACE))).await(60, SECONDS);
    assertThat(three.isOpen()).isFalse();

    three.remove("m1").await(60, SECONDS);
    await().until(three::isOpen);
  }

  @Test
  void endsARemovalThatHangs(Vertx vertx) {
    var hanging = new Outbox(hanging(), () -> 2, new TestClock(), 3, Timers.of(vertx));

    assertThat(Await.failure(hanging.remove("m1"), TimeoutException.class))
        .hasMessage("Removing an event from the outbox took longer than 1000 ms");
  }

  /** Each count of a clustered map occupies a thread. */
  @Test
  void countsOnceAtATime(Vertx vertx) {
    var counts = new AtomicInteger();
    var slow =
        InterceptedMap.before(
            entries,
            "size",
            () -> {
              counts.incrementAndGet();
              return Promise.promise().future();
            });
    var counted = new Outbox(slow, () -> 2, new TestClock(), 3, Timers.of(vertx));

    for (var i = 0; i < 10; i++) {
      counted.count();
    }

    assertThat(counts).hasValue(1);
  }

  /** Returns a map that never answers. */
  @SuppressWarnings("unchecked")
  private static AsyncMap<String, String> hanging() {
    return (AsyncMap<String, String>)
        Proxy.newProxyInstance(
            OutboxTest.class.getClassLoader(),
            new Class<?>[] {AsyncMap.class},
            (map, method, arguments) -> Promise.promise().future());
  }

  private void see(EntryOwners... owners) {
    looks.addAll(Arrays.asList(owners));
  }

  private static StreamEvent event() {
    return event("");
  }

  private static StreamEvent event(String headline) {
    var streamer = new Streamer("1", "tfue", "Tfue");
    return new StreamEvent(
        "m1", "channel.raid", Instant.EPOCH, streamer, headline, new JsonObject());
  }
}
