package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static dev.streamviewer.notifier.TestEvents.ids;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The history of two notifiers on Infinispan, on loopback. */
class SegmentedHistoryIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int EACH = EventHistory.EVENTS / 2;

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final int port = FreePorts.cluster();

  private final List<Member> members = new ArrayList<>();
  private Member one;
  private Member other;

  private record Member(Vertx vertx, Context context, Cluster cluster, EventHistory history) {
    static Member join(int port) throws Exception {
      var local =
          new ClusterConfig(ClusterConfig.Mode.LOCAL, "", "127.0.0.1", port, Optional.empty());
      var member = ClusteredVertx.start(local).await(60, SECONDS);
      var context = member.vertx().getOrCreateContext();
      var history =
          on(context, () -> EventHistory.open(member.vertx(), member.cluster(), Clock.systemUTC()));
      return new Member(member.vertx(), context, member.cluster(), history);
    }

    void store(String id, String login) {
      context.runOnContext(turn -> history.begun(encoded(id, login)));
    }

    List<String> recent(String login) throws Exception {
      return ids(on(context, () -> history.find(new FindRecentEvents(login, null, false))));
    }

    void leave() throws Exception {
      on(context, history::close);
      vertx.close().await(60, SECONDS);
    }

    private static <T> T on(Context context, Supplier<Future<T>> action) throws Exception {
      return Future.<T>future(
              promise -> context.runOnContext(turn -> action.get().onComplete(promise)))
          .await(60, SECONDS);
    }
  }

  @BeforeEach
  void join() throws Exception {
    one = started();
    other = started();
    // Members that missed each other at startup merge within seconds, later on a busy machine.
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                one.cluster().keepsCopies(SharedMaps.RECENT)
                    && other.cluster().keepsCopies(SharedMaps.RECENT));
  }

  private Member started() throws Exception {
    var member = Member.join(port);
    members.add(member);
    return member;
  }

  @AfterEach
  void leave() throws Exception {
    for (var member : members) {
      member.vertx().close().await(60, SECONDS);
    }
  }

  @Test
  void keepsConcurrentWritesAfterAMemberHasLeft() throws Exception {
    var login = "tfue";
    names("one").forEach(id -> one.store(id, login));
    names("other").forEach(id -> other.store(id, login));
    awaitRecent(login, ids -> assertThat(ids).hasSize(EventHistory.EVENTS));

    one.vertx().close().await(60, SECONDS);

    awaitRecent(
        login,
        ids -> {
          assertThat(ids).hasSize(EventHistory.EVENTS);
          assertThat(ids).filteredOn(it -> it.startsWith("one")).isEqualTo(names("one"));
          assertThat(ids).filteredOn(it -> it.startsWith("other")).isEqualTo(names("other"));
        });
  }

  @Test
  void keepsTheNewestEventsOfANotifierThatStops() throws Exception {
    var login = "luna";
    IntStream.range(0, 150).forEach(i -> one.store("e" + i, login));

    one.leave();

    awaitRecent(
        login,
        ids ->
            assertThat(ids).isEqualTo(IntStream.range(100, 150).mapToObj(i -> "e" + i).toList()));
  }

  /** Reads until the events are right, since a read may fail while a member comes or goes. */
  private void awaitRecent(String login, Consumer<List<String>> expected) {
    await()
        .atMost(TIMEOUT)
        .ignoreExceptions()
        .untilAsserted(() -> expected.accept(other.recent(login)));
  }

  private static List<String> names(String name) {
    return IntStream.range(0, EACH).mapToObj(i -> name + i).toList();
  }
}
