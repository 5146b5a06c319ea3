package dev.streamviewer.platform.batch;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.batch.ItemTraffic.Passage;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import dev.streamviewer.platform.telemetry.LogContext;
import dev.streamviewer.platform.telemetry.MessageSubject;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the same contract on every path that a request can take. */
class BatchedEndpointIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final DeliveryAcceptance PUSHED = new DeliveryAcceptance(true);

  /** The id of requests that the tested server never sees. */
  private static final String WARM_UP = "warm-up";

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final int port = FreePorts.cluster();

  private final List<Vertx> started = new ArrayList<>();
  private Process asking;
  private Process serving;
  private BatchedClient<StreamEvent, DeliveryAcceptance> client;

  /** The way of a request. */
  enum Way {
    DIRECT,
    BATCH,
    SINGLE
  }

  private record Process(Vertx vertx, Context context, Cluster cluster) {
    <T> T run(Supplier<Future<T>> action) throws Exception {
      return Future.<T>future(
              promise -> context.runOnContext(turn -> action.get().onComplete(promise)))
          .await(60, SECONDS);
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (var vertx : started) {
      vertx.close().await(40, SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void answersEachRequest(Way way) throws Exception {
    var served = new CopyOnWriteArrayList<String>();
    open(
        way,
        event -> {
          served.add(event.id());
          return Future.succeededFuture(PUSHED);
        });

    var answers = ask(IntStream.range(0, 200).mapToObj(i -> "m" + i).toList());

    assertThat(answers).hasSize(200).allMatch(Future::succeeded);
    assertThat(served).hasSize(200).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @EnumSource
  void failsOneRequestAlone(Way way) throws Exception {
    open(
        way,
        event -> {
          if (event.id().equals("poison")) {
            throw new IllegalStateException("odd");
          }
          return event.id().equals("busy")
              ? Future.failedFuture(new BusFailure(Reason.BUSY, "Too many."))
              : Future.succeededFuture(PUSHED);
        });

    var answers = ask(List.of("a", "poison", "b", "busy", "c"));

    assertThat(answers)
        .extracting(Future::succeeded)
        .containsExactly(true, false, true, false, true);
    assertThat(reason(answers.get(1))).isEqualTo(Reason.INTERNAL);
    assertThat(reason(answers.get(3))).isEqualTo(Reason.BUSY);
    assertThat(answers.get(3).cause()).hasMessage("Too many.");
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"DIRECT", "BATCH"})
  void remembersWhatBecameOfEachMessage(Way way) throws Exception {
    open(
        way,
        event -> {
          if (event.id().equals("poison")) {
            throw new IllegalStateException("odd");
          }
          return event.id().equals("busy")
              ? Future.failedFuture(new BusFailure(Reason.BUSY, "Too many."))
              : Future.succeededFuture(PUSHED);
        });

    ask(List.of("a", "busy", "poison"));

    var outcomes = RecentOutcomes.of(serving.vertx());
    assertThat(List.of("a", "busy", "poison"))
        .flatExtracting(outcomes::of)
        .extracting(it -> it.address() + " " + it.streamer() + " " + it.outcome())
        .containsExactly(
            "notifier.deliver tfue pushed",
            "notifier.deliver tfue busy",
            "notifier.deliver tfue internal");
    assertThat(outcomes.of("busy").get(0).reason()).isEqualTo("Too many.");
  }

  @ParameterizedTest
  @EnumSource
  void servesEachRequestUnderItsSubject(Way way) throws Exception {
    var subjects = new CopyOnWriteArrayList<MessageSubject>();
    open(
        way,
        event -> {
          subjects.add(LogContext.get().orElseThrow());
          return Future.succeededFuture(PUSHED);
        });

    ask(List.of("a", "b"));

    assertThat(subjects)
        .containsExactly(new MessageSubject("a", "tfue"), new MessageSubject("b", "tfue"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Way.class,
      names = {"DIRECT", "BATCH"})
  void showsEachRequestToObserversOnBothSides(Way way) throws Exception {
    open(way, event -> Future.succeededFuture(PUSHED));
    var sender = observe(asking);
    var server = asking == serving ? sender : observe(serving);

    ask(List.of("a", "b"));

    await()
        .atMost(TIMEOUT)
        .untilAsserted(
            () -> {
              assertThat(sender).filteredOn(it -> it.sent() != it.answer()).hasSize(4);
              assertThat(server).filteredOn(it -> it.sent() == it.answer()).hasSize(4);
            });
    assertThat(sender).extracting(Passage::address).containsOnly("notifier.deliver");
    assertThat(sender).extracting(Passage::exchange).containsAll(exchanges(server));
    assertThat(exchanges(server)).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = "BATCH")
  void decodesAndServesTheNeighboursOfABrokenItem(Way way) throws Exception {
    var served = new CopyOnWriteArrayList<String>();
    open(
        way,
        event -> {
          served.add(event.id());
          return Future.succeededFuture(PUSHED);
        });
    var answers = new CopyOnWriteArrayList<BatchMessage.Item>();
    asking
        .vertx()
        .eventBus()
        .<Buffer>consumer(
            "test.replies", it -> answers.addAll(BatchMessage.decode(it.body()).items()))
        .completion()
        .await(60, SECONDS);
    var good =
        ItemSpans.write(java.util.Map.of(), ItemCodec.json(StreamEvent.class).encode(event("a")));
    var batch =
        new BatchMessage(
            BatchMessage.Kind.ASK,
            "test.replies",
            List.of(
                new BatchMessage.Item(1, 0, Buffer.buffer("{")),
                new BatchMessage.Item(2, 0, good),
                new BatchMessage.Item(3, 0, Buffer.buffer())));

    asking
        .vertx()
        .eventBus()
        .send(
            Contracts.DELIVER_EVENTS.addressOf(serving.cluster().node().orElseThrow()),
            batch.encode());

    await().atMost(TIMEOUT).until(() -> answers.size() == 3);
    assertThat(served).containsExactly("a");
    assertThat(answers)
        .filteredOn(it -> it.status() == BatchMessage.Item.ANSWERED)
        .extracting(BatchMessage.Item::number)
        .containsExactly(2L);
  }

  @ParameterizedTest
  @EnumSource(names = "BATCH")
  void servesWhatArrivesWhileTheServerLeaves(Way way) throws Exception {
    var service = open(way, event -> Future.succeededFuture(PUSHED));

    var leaving =
        Future.<Void>future(
            left -> serving.context().runOnContext(turn -> service.leave().onComplete(left)));
    var answers = new ArrayList<Future<DeliveryAcceptance>>();
    while (!leaving.isComplete()) {
      answers.addAll(ask(List.of("a" + answers.size())));
    }

    assertThat(answers.get(0)).matches(Future::succeeded);
    assertThat(answers)
        .filteredOn(Future::failed)
        .as("once the client knows that the only server leaves")
        .allSatisfy(it -> assertThat(reason(it)).isEqualTo(Reason.UNAVAILABLE));
  }

  private BatchedService open(Way way, Function<StreamEvent, Future<DeliveryAcceptance>> server)
      throws Exception {
    asking = start(way != Way.DIRECT);
    serving = way == Way.DIRECT ? asking : start(true);
    var service = new BatchedService[1];
    Function<StreamEvent, Future<DeliveryAcceptance>> served =
        event -> event.id().equals(WARM_UP) ? Future.succeededFuture(PUSHED) : server.apply(event);
    serving.run(
        () -> {
          if (way == Way.SINGLE) {
            return Contracts.DELIVER_EVENT.serve(serving.vertx().eventBus(), served).completion();
          }
          service[0] = Contracts.DELIVER_EVENTS.serve(serving.vertx(), serving.cluster(), served);
          return service[0].completion();
        });
    client =
        asking.run(
            () ->
                Future.succeededFuture(
                    Contracts.DELIVER_EVENTS.client(asking.vertx(), asking.cluster())));
    if (way != Way.DIRECT) {
      awaitServer(way);
    }
    return service[0];
  }

  /** Sends requests until one takes the way: a client learns of a server some time later. */
  private void awaitServer(Way way) {
    var batched = observe(asking);
    await()
        .atMost(TIMEOUT)
        .until(
            () ->
                ask(List.of(WARM_UP)).get(0).succeeded()
                    && batched.isEmpty() == (way == Way.SINGLE));
  }

  private List<Future<DeliveryAcceptance>> ask(List<String> ids) throws Exception {
    var answers = new ArrayList<Future<DeliveryAcceptance>>();
    asking.run(
        () -> {
          ids.forEach(id -> answers.add(client.ask(event(id))));
          return Future.join(answers).otherwiseEmpty();
        });
    return answers;
  }

  private static List<Passage> observe(Process process) {
    var passages = new CopyOnWriteArrayList<Passage>();
    ItemTraffic.of(process.vertx()).add(passages::add);
    return passages;
  }

  private static List<String> exchanges(List<Passage> passages) {
    return passages.stream().map(Passage::exchange).distinct().toList();
  }

  private Process start(boolean clustered) throws Exception {
    var config =
        new ClusterConfig(
            clustered ? Mode.LOCAL : Mode.NONE, "", "127.0.0.1", port, Optional.empty());
    var member = ClusteredVertx.start(config).await(60, SECONDS);
    started.add(member.vertx());
    Contracts.register(member.vertx().eventBus());
    return new Process(member.vertx(), member.vertx().getOrCreateContext(), member.cluster());
  }

  private static Reason reason(Future<?> failed) {
    return ((BusFailure) failed.cause()).reason();
  }

  private static StreamEvent event(String id) {
    var streamer = new Streamer("1", "tfue", "Tfue");
    return new StreamEvent(id, "channel.raid", Instant.EPOCH, streamer, "", new JsonObject());
  }
}
