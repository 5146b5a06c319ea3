package dev.streamviewer.platform.telemetry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Log subjects of concurrent work that waits and changes threads. */
@ExtendWith(VertxExtension.class)
class SubjectFilterTest {
  private final Logger log = (Logger) LoggerFactory.getLogger("a service");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private Vertx vertx;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    this.vertx = vertx;
    lines.list = new CopyOnWriteArrayList<>();
    lines.addFilter(new SubjectFilter());
    lines.start();
    log.addAppender(lines);
    Contracts.register(vertx.eventBus());
    vertx.deployVerticle(new Worker()).await(60, SECONDS);
  }

  @AfterEach
  void stop() {
    log.detachAppender(lines);
  }

  @Test
  void addsItsOwnSubjectToEachLineOfConcurrentWork() throws Exception {
    Future.all(Stream.of("a", "b", "c", "d").map(id -> deliver(id, "streamer-" + id)).toList())
        .await(60, SECONDS);

    assertThat(lines.list).hasSize(4 * 4);
    assertThat(lines.list)
        .allSatisfy(
            line -> {
              var id = line.getFormattedMessage().split(" ")[0];
              assertThat(about(line))
                  .isEqualTo(Map.of("messageId", id, "streamer", "streamer-" + id));
            });
  }

  @Test
  void addsNoSubjectToWorkWithoutAMessage() throws Exception {
    deliver("a", "tfue").await(60, SECONDS);
    lines.list.clear();

    vertx.eventBus().send("tick", "");

    await().until(() -> lines.list.size() == 2);
    assertThat(lines.list).allSatisfy(line -> assertThat(about(line)).isEmpty());
  }

  @Test
  void keepsTheSubjectThatALineHas() throws Exception {
    Contracts.RECENT_EVENTS
        .ask(vertx.eventBus(), new FindRecentEvents("tfue", null, false))
        .await(60, SECONDS);

    assertThat(lines.list)
        .extracting(SubjectFilterTest::about)
        .containsExactly(
            Map.of("streamer", "tfue"), Map.of("messageId", "other", "streamer", "ninja"));
  }

  private Future<DeliveryAcceptance> deliver(String id, String login) {
    return Contracts.DELIVER_EVENT
        .ask(
            vertx.eventBus(),
            new StreamEvent(
                id, "x", Instant.EPOCH, new Streamer("1", login, login), "", new JsonObject()))
        .recover(failure -> Future.failedFuture(((BusFailure) failure).getMessage()));
  }

  private static Map<String, Object> about(ILoggingEvent line) {
    return line.getKeyValuePairs() == null
        ? Map.of()
        : line.getKeyValuePairs().stream().collect(Collectors.toMap(it -> it.key, it -> it.value));
  }

  /** Logs before and after each step that a service waits for. */
  private final class Worker extends VerticleBase {
    @Override
    public Future<?> start() {
      vertx
          .eventBus()
          .consumer(
              "tick",
              tick -> {
                log.info("ticked");
                vertx.setTimer(1, timer -> log.info("a while later"));
              });
      return Future.all(
          Contracts.DELIVER_EVENT.serve(vertx.eventBus(), this::deliver).completion(),
          Contracts.RECENT_EVENTS.serve(vertx.eventBus(), this::find).completion());
    }

    private Future<DeliveryAcceptance> deliver(StreamEvent event) {
      log.info("{} came", event.id());
      return vertx
          .timer(20)
          .compose(
              passed -> {
                log.info("{} waited", event.id());
                return vertx.executeBlocking(
                    () -> {
                      log.info("{} on another thread", event.id());
                      return new DeliveryAcceptance(true);
                    });
              })
          .onSuccess(accepted -> log.info("{} is back", event.id()));
    }

    private Future<RecentEvents> find(FindRecentEvents question) {
      log.info("looking");
      LogLine.about(new MessageSubject("other", "ninja"), log.atInfo()).log("one of a batch");
      return Future.succeededFuture(new RecentEvents(List.of(), true));
    }
  }
}
