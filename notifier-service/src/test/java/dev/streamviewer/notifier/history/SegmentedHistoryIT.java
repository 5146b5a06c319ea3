package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static dev.streamviewer.notifier.TestEvents.ids;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The history of two notifiers on Infinispan, on loopback. */
class SegmentedHistoryIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int EACH = EventHistory.EVENTS / 2;

  private Member one;
  private Member other;

  private record Member(Vertx vertx, Context context, EventHistory history) {
    static Member join() throws Exception {
      var local =
          new ClusterConfig(ClusterConfig.Mode.LOCAL, "", "127.0.0.1", 17_880, Optional.empty());
      var member = ClusteredVertx.start(local).await(60, SECONDS);
      var context = member.vertx().getOrCreateContext();
      var history =
          on(context, () -> EventHistory.open(member.vertx(), member.cluster(), Clock.systemUTC()));
      return new Member(member.vertx(), context, history);
    }

    void store(String id, String login) {
      context.runOnContext(turn -> history.begun(encoded(id, login)));
    }

    List<String> recent(String login) throws Exception {
      return ids(on(context, () -> history.find(new FindRecentEvents(login, null, false))));
    }

    void leave() throws Exception {
      on(context, history::close);
      vertx.close().await(20, SECONDS);
    }

    private static <T> T on(Context context, Supplier<Future<T>> action) throws Exception {
      return Future.<T>future(
              promise -> context.runOnContext(turn -> action.get().onComplete(promise)))
          .await(10, SECONDS);
    }
  }

  @BeforeEach
  void join() throws Exception {
    one = Member.join();
    other = Member.join();
  }

  @AfterEach
  void leave() throws Exception {
    one.vertx().close().await(20, SECONDS);
    other.vertx().close().await(20, SECONDS);
  }

  @Test
  void keepsConcurrentWritesAfterAMemberHasLeft() throws Exception {
    // A unique name: another run on this machine may be a member of the same cluster.
    var login = "tfue" + System.nanoTime();
    names("one").forEach(id -> one.store(id, login));
    names("other").forEach(id -> other.store(id, login));
    await()
        .atMost(TIMEOUT)
        .untilAsserted(() -> assertThat(other.recent(login)).hasSize(EventHistory.EVENTS));

    one.vertx().close().await(20, SECONDS);

    var ids = other.recent(login);
    assertThat(ids).hasSize(EventHistory.EVENTS);
    assertThat(ids).filteredOn(it -> it.startsWith("one")).isEqualTo(names("one"));
    assertThat(ids).filteredOn(it -> it.startsWith("other")).isEqualTo(names("other"));
  }

  @Test
  void keepsTheNewestEventsOfANotifierThatStops() throws Exception {
    var login = "luna" + System.nanoTime();
    IntStream.range(0, 150).forEach(i -> one.store("e" + i, login));

    one.leave();

    assertThat(other.recent(login))
        .isEqualTo(IntStream.range(100, 150).mapToObj(i -> "e" + i).toList());
  }

  private static List<String> names(String name) {
    return IntStream.range(0, EACH).mapToObj(i -> name + i).toList();
  }
}
