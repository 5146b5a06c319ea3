package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.Events.encoded;
import static dev.streamviewer.notifier.Events.ids;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.testing.InterceptedMap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The shared history on Vert.x's local map instead of the cluster's. */
@ExtendWith(VertxExtension.class)
class SharedHistoryTest {
  private static final String LOGIN = "tfue";

  private Vertx vertx;
  private Context context;
  private AsyncMap<String, Buffer> map;

  @BeforeEach
  void open(Vertx vertx) throws Exception {
    this.vertx = vertx;
    context = vertx.getOrCreateContext();
    map = vertx.sharedData().<String, Buffer>getAsyncMap("recent").await(60, SECONDS);
  }

  @Test
  void sharesEventsAmongNotifiers() throws Exception {
    var one = new SharedHistory(vertx, map);
    var other = new SharedHistory(vertx, map);

    on(context, () -> one.store(encoded("a")));
    on(context, () -> other.store(encoded("b")));
    on(context, () -> one.store(encoded("a")));

    assertThat(ids(find(other, null))).containsExactly("b", "a");
    assertThat(ids(find(one, "b"))).containsExactly("a");
  }

  @Test
  void keepsTheLastFiftyEventsAndLittleMore() throws Exception {
    var one = new SharedHistory(vertx, map);
    var other = new SharedHistory(vertx, map);

    for (var i = 0; i < 200; i++) {
      var id = "e" + i;
      var writer = i % 3 == 0 ? one : other;
      on(context, () -> writer.store(encoded(id)));
      // The notifier stores an event again after Pusher accepted it.
      on(context, () -> writer.store(encoded(id)));
    }

    assertThat(ids(find(one, null)))
        .isEqualTo(IntStream.range(150, 200).mapToObj(i -> "e" + i).toList());
    assertThat(find(other, "e149").complete()).isFalse();
    assertThat(map.size().await(60, SECONDS)).isLessThan(10);
  }

  @Test
  void movesARepeatedEventOutOfAFullSegment() throws Exception {
    var history = new SharedHistory(vertx, map);

    on(context, () -> history.store(encoded("slow")));
    for (var i = 0; i < 55; i++) {
      var id = "e" + i;
      on(context, () -> history.store(encoded(id)));
      if (i == 20) {
        on(context, () -> history.store(encoded("slow")));
      }
    }

    assertThat(ids(find(history, null))).hasSize(RecentEventList.EVENTS).containsOnlyOnce("slow");
    assertThat(ids(find(history, "e19")).subList(0, 3)).containsExactly("e20", "slow", "e21");
  }

  @Test
  void reportsAGapAfterTheLossOfASegment() throws Exception {
    var history = new SharedHistory(vertx, map);
    for (var i = 0; i < 35; i++) {
      var id = "e" + i;
      on(context, () -> history.store(encoded(id)));
    }

    map.remove(LOGIN + "/1").await(60, SECONDS);

    assertThat(find(history, "e5").complete()).isFalse();
    assertThat(ids(find(history, "e5"))).startsWith("e20").endsWith("e34");
    assertThat(ids(find(history, "e20"))).startsWith("e21").endsWith("e34");
  }

  @Test
  void writesWithoutAReadAsTheOnlyWriter() throws Exception {
    var reads = new AtomicInteger();
    var history =
        new SharedHistory(
            vertx,
            before(
                "get",
                () -> {
                  reads.incrementAndGet();
                  return Future.succeededFuture();
                }));

    for (var i = 0; i < 30; i++) {
      var id = "e" + i;
      on(context, () -> history.store(encoded(id)));
    }

    assertThat(reads).hasValue(1);
  }

  @Test
  void hidesPrivateEventsFromOthers() throws Exception {
    var history = new SharedHistory(vertx, map);

    on(context, () -> history.store(encoded("secret", LOGIN, "channel.cheer")));

    assertThat(find(history, null).events()).isEmpty();
  }

  @Test
  void losesNothingByAWriteBetweenReadAndWrite() throws Exception {
    var other = new SharedHistory(vertx, map);
    var rivals = new AtomicInteger();
    var history =
        new SharedHistory(
            vertx,
            before(
                "putIfAbsent|replaceIfPresent",
                () ->
                    rivals.get() < 3
                        ? other.store(encoded("rival" + rivals.getAndIncrement()))
                        : Future.succeededFuture()));

    on(context, () -> history.store(encoded("mine")));

    assertThat(ids(find(other, null))).containsExactly("rival0", "rival1", "rival2", "mine");
  }

  @Test
  void losesNothingByConcurrentWrites() throws Exception {
    var one = writes("one");
    var other = writes("other");
    Future.all(one, other).await(60, SECONDS);

    var ids = ids(find(new SharedHistory(vertx, map), null));

    assertThat(ids).hasSize(RecentEventList.EVENTS);
    assertThat(ids).filteredOn(it -> it.startsWith("one")).isEqualTo(names("one"));
    assertThat(ids).filteredOn(it -> it.startsWith("other")).isEqualTo(names("other"));
  }

  @Test
  void failsAfterTooManyConflicts() {
    var other = new SharedHistory(vertx, map);
    var rivals = new AtomicInteger();
    var history =
        new SharedHistory(
            vertx,
            before(
                "putIfAbsent|replaceIfPresent",
                () -> other.store(encoded("rival" + rivals.getAndIncrement()))));

    assertThatThrownBy(() -> on(context, () -> history.store(encoded("mine"))))
        .hasMessageContaining("other processes wrote");
  }

  @Test
  void batchesEventsDuringAWrite() throws Exception {
    var gate = Promise.<Void>promise();
    var writes = new AtomicInteger();
    var history =
        new SharedHistory(
            vertx,
            before(
                "putIfAbsent|replaceIfPresent",
                () -> {
                  writes.incrementAndGet();
                  return gate.future();
                }));

    on(
        context,
        () -> {
          var all = Stream.of("a", "b", "c", "d").map(id -> history.store(encoded(id))).toList();
          gate.complete();
          return Future.all(all);
        });

    assertThat(writes).hasValue(2);
    assertThat(ids(find(history, null))).containsExactly("a", "b", "c", "d");
  }

  @Test
  void writesAgainAfterAFailedWrite() throws Exception {
    var broken = new AtomicInteger(1);
    var history =
        new SharedHistory(
            vertx,
            before(
                "get",
                () ->
                    broken.getAndDecrement() > 0
                        ? Future.failedFuture("no owner left")
                        : Future.succeededFuture()));

    assertThatThrownBy(() -> on(context, () -> history.store(encoded("a"))))
        .hasMessageContaining("no owner left");
    on(context, () -> history.store(encoded("b")));

    assertThat(ids(find(history, null))).containsExactly("b");
  }

  @Test
  void failsWhenTheClusterFails() {
    assertUnavailable(() -> Future.failedFuture("no owner left"));
  }

  @Test
  void failsWhenTheClusterStops() {
    assertUnavailable(
        () -> {
          throw new IllegalStateException("Cache container has been stopped");
        });
  }

  @Test
  void failsWhenTheClusterDoesNotRespond() {
    assertUnavailable(() -> vertx.timer(1, HOURS));
  }

  private void assertUnavailable(Supplier<Future<?>> failing) {
    var history = new SharedHistory(vertx, before("get", failing));

    assertThatThrownBy(() -> find(history, null))
        .isInstanceOfSatisfying(
            BusFailure.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  /** Starts a notifier on its own thread that stores half a history. */
  private Future<?> writes(String name) {
    var history = new SharedHistory(vertx, map);
    return vertx.deployVerticle(
        verticle ->
            Future.all(names(name).stream().map(id -> history.store(encoded(id))).toList()));
  }

  private static List<String> names(String name) {
    return IntStream.range(0, RecentEventList.EVENTS / 2).mapToObj(i -> name + i).toList();
  }

  private RecentEvents find(SharedHistory history, String after) throws Exception {
    return on(context, () -> history.find(new FindRecentEvents(LOGIN, after, false)));
  }

  private static <T> T on(Context context, Supplier<Future<T>> action) throws Exception {
    return Future.<T>future(
            promise -> context.runOnContext(start -> action.get().onComplete(promise)))
        .await(60, SECONDS);
  }

  /** Returns the map with an action before some of its methods. */
  private AsyncMap<String, Buffer> before(String methods, Supplier<Future<?>> action) {
    return InterceptedMap.before(map, methods, action);
  }
}
