package dev.streamviewer.webhook.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.EntryOwners;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
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
    entries = vertx.sharedData().<String, String>getLocalAsyncMap("outbox").await(5, SECONDS);
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

    outbox.store(event()).await(5, SECONDS);

    assertThat(entries.size().await(5, SECONDS)).isEqualTo(1);
  }

  /** A process is a member before it has opened the map. */
  @Test
  void refusesAnEventThatOneOfSevenMembersHolds() {
    see(ONE, ONE, ONE, ONE);

    assertThatThrownBy(() -> outbox.store(event()).await(5, SECONDS))
        .isInstanceOf(BusFailure.class);
  }

  @Test
  void storesAgainIfTheOwnersChangedMeanwhile() throws Exception {
    see(TWO, TWO_OTHERS, TWO_OTHERS, TWO_OTHERS);

    outbox.store(event()).await(5, SECONDS);

    assertThat(looks).isEmpty();
  }

  @Test
  void refusesAnEventIfTheOwnersKeepChanging() {
    see(TWO, TWO_OTHERS, TWO, TWO_OTHERS);

    assertThatThrownBy(() -> outbox.store(event()).await(5, SECONDS))
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
    var streamer = new Streamer("1", "tfue", "Tfue");
    return new StreamEvent("m1", "channel.raid", Instant.EPOCH, streamer, "", new JsonObject());
  }
}
