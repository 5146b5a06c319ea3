package dev.streamviewer.platform.bus;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.record.RecordCodec;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes of a cluster that serve the same address. */
class OwnAddressesIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int REQUESTS = 20;

  /** Not repeatable: a request that finds no server must still reach the other process. */
  private static final Endpoint<Question, Answer> ENDPOINT =
      Endpoint.once("oracle.ask", Question.class, Answer.class, Duration.ofSeconds(10));

  private final List<Vertx> members = new ArrayList<>();
  private final List<MessageConsumer<?>> servers = new ArrayList<>();

  record Question(String words) {}

  record Answer(String by) {}

  @BeforeEach
  void start() throws Exception {
    var port = FreePorts.cluster();
    for (var name : List.of("first", "second")) {
      var config = new ClusterConfig(Mode.LOCAL, "", "127.0.0.1", port, Optional.empty());
      var vertx = ClusteredVertx.start(config).await(60, SECONDS).vertx();
      RecordCodec.register(vertx.eventBus(), Question.class);
      RecordCodec.register(vertx.eventBus(), Answer.class);
      members.add(vertx);
      servers.add(
          onContext(
              vertx,
              () -> {
                var server =
                    ENDPOINT.serve(
                        vertx.eventBus(), it -> Future.succeededFuture(new Answer(name)));
                return server.completion().map(server);
              }));
    }
  }

  @AfterEach
  void stop() throws Exception {
    for (var vertx : members) {
      vertx.close().await(40, SECONDS);
    }
  }

  @Test
  void keepsRequestsInTheirProcess() throws Exception {
    assertThat(answering(members.get(0))).containsExactly("first");
    assertThat(answering(members.get(1))).containsExactly("second");
  }

  @Test
  void asksTheOtherProcessOnceItsOwnServerIsGone() throws Exception {
    servers.get(0).unregister().await(40, SECONDS);

    await()
        .pollInSameThread()
        .atMost(TIMEOUT)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(answering(members.get(0))).containsExactly("second"));
  }

  private static Set<String> answering(Vertx vertx) throws Exception {
    var names = new HashSet<String>();
    for (var i = 0; i < REQUESTS; i++) {
      names.add(onContext(vertx, () -> ENDPOINT.ask(vertx.eventBus(), new Question("who?"))).by());
    }
    return names;
  }

  private static <T> T onContext(Vertx vertx, Supplier<Future<T>> action) throws Exception {
    return Future.<T>future(promise -> vertx.runOnContext(turn -> action.get().onComplete(promise)))
        .await(40, SECONDS);
  }
}
