package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.Events.encoded;
import static dev.streamviewer.notifier.Events.ids;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shared history on Infinispan, with two members on loopback. */
class SharedHistoryIT {
  private static final int PORT = FreePorts.cluster();

  private static final int EACH = RecentEventList.EVENTS / 2;

  private Vertx one;
  private Vertx other;

  @BeforeEach
  void join() throws Exception {
    one = member();
    other = member();
  }

  @AfterEach
  void leave() throws Exception {
    one.close().await(60, SECONDS);
    other.close().await(60, SECONDS);
  }

  @Test
  void keepsConcurrentWritesAfterAMemberHasLeft() throws Exception {
    // A unique name: another run on this machine may be a member of the same cluster.
    var login = "tfue" + System.nanoTime();
    Future.all(writes(one, login, "one"), writes(other, login, "other")).await(30, SECONDS);

    one.close().await(60, SECONDS);

    var ids = remembered(other, login);
    assertThat(ids).hasSize(RecentEventList.EVENTS);
    assertThat(ids).filteredOn(it -> it.startsWith("one")).isEqualTo(names("one"));
    assertThat(ids).filteredOn(it -> it.startsWith("other")).isEqualTo(names("other"));
  }

  @Test
  void keepsTheNewestEventsAfterTheirWriterHasLeft() throws Exception {
    var login = "luna" + System.nanoTime();
    one.deployVerticle(
            context ->
                EventHistory.open(one)
                    .compose(history -> writeInTurn(history, login, 3 * RecentEventList.EVENTS)))
        .await(30, SECONDS);

    one.close().await(60, SECONDS);

    assertThat(remembered(other, login))
        .isEqualTo(IntStream.range(100, 150).mapToObj(i -> "e" + i).toList());
  }

  private static Future<?> writeInTurn(EventHistory history, String login, int count) {
    Future<?> written = Future.succeededFuture();
    for (var i = 0; i < count; i++) {
      var event = encoded("e" + i, login);
      written = written.compose(before -> history.store(event));
    }
    return written;
  }

  private static Future<?> writes(Vertx vertx, String login, String name) {
    return vertx.deployVerticle(
        context ->
            EventHistory.open(vertx)
                .compose(
                    history ->
                        Future.all(
                            names(name).stream()
                                .map(id -> history.store(encoded(id, login)))
                                .toList())));
  }

  private static List<String> remembered(Vertx vertx, String login) throws Exception {
    var found = new AtomicReference<List<String>>();
    vertx
        .deployVerticle(
            context ->
                EventHistory.open(vertx)
                    .compose(history -> history.find(new FindRecentEvents(login, null, false)))
                    .onSuccess(events -> found.set(ids(events))))
        .await(60, SECONDS);
    return found.get();
  }

  private static List<String> names(String name) {
    return IntStream.range(0, EACH).mapToObj(i -> name + i).toList();
  }

  private static Vertx member() throws Exception {
    var local =
        new ClusterConfig(ClusterConfig.Mode.LOCAL, "", "127.0.0.1", PORT, Optional.empty());
    return ClusteredVertx.start(local).await(60, SECONDS).vertx();
  }
}
