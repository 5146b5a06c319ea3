package dev.streamviewer.notifier;

import static dev.streamviewer.notifier.TestEvents.event;
import static dev.streamviewer.notifier.TestEvents.ids;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.notifier.pusher.PusherConfig;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindEvent;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.launch.ServiceContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole notifier over the bus, against a scripted Pusher. */
@ExtendWith(VertxExtension.class)
class NotifierVerticleIT {
  private final List<HttpServerResponse> calls = new CopyOnWriteArrayList<>();
  private final List<JsonObject> bodies = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HealthChecks readiness;
  private NotifierConfig config;
  private volatile int questions = 200;
  private Vertx vertx;
  private String deployment;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    this.vertx = vertx;
    var pusher = vertx.createHttpServer().requestHandler(this::handle).listen(0).await(60, SECONDS);
    var server = new PusherServer("key", "", "localhost", pusher.actualPort(), false);
    readiness = HealthChecks.create(vertx);
    var app = new PusherConfig("3", new Secret("s"), server);
    config = new NotifierConfig(Optional.of(app), Optional.empty());
    Contracts.register(vertx.eventBus());
    deploy();
  }

  private void deploy() throws Exception {
    var host = new ServiceContext(meters, readiness, Clock.systemUTC(), "test", Cluster.NONE);
    deployment = vertx.deployVerticle(new NotifierVerticle(config, host)).await(60, SECONDS);
  }

  @Test
  void deliversAndStoresAnEvent() throws Exception {
    var delivered = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a"));
    answer(0, 200);

    assertThat(delivered.await(60, SECONDS)).isEqualTo(new DeliveryAcceptance(true));
    var recent =
        Contracts.RECENT_EVENTS
            .ask(vertx.eventBus(), new FindRecentEvents("tfue", null, false))
            .await(60, SECONDS);
    assertThat(ids(recent)).containsExactly("a");
  }

  @Test
  void staysReadyAndRefusesEventsWhilePusherRefusesUs() throws Exception {
    await().until(this::isReady);
    var refused = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a"));
    answer(0, 401);
    assertUpstream(() -> refused.await(60, SECONDS));

    assertUpstream(
        () -> Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("b")).await(60, SECONDS));

    assertThat(calls).hasSize(1);
    assertThat(meters.get("sev_notifier_circuit_open").gauge().value()).isEqualTo(1);
    assertThat(isReady()).isTrue();
    assertThat(pusherCheck())
        .contains("DEGRADED", "Pusher refuses our credentials (401", "PUSHER_SECRET");
  }

  @ParameterizedTest
  @CsvSource({"413, refuses events within its limits", "403, refuses our credentials"})
  void keepsEventsAndReportsAUsedUpQuota(int status, String sentence) throws Exception {
    await().until(this::isReady);
    var refused = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a"));
    answer(0, status);

    assertUpstream(() -> refused.await(60, SECONDS));
    assertThat(pusherCheck()).contains("DEGRADED", sentence, "(" + status, "outbox");
    assertThat(isReady()).isTrue();
    assertThat(meters.counter("sev_notifier_events", "outcome", "dropped").count()).isZero();
  }

  @Test
  void dropsAnEventWithAMalformedChannel() throws Exception {
    var dropped = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a", "日本"));
    answer(0, 400);

    assertThat(dropped.await(60, SECONDS)).isEqualTo(new DeliveryAcceptance(false));
    assertThat(pusherCheck()).contains("UP");
  }

  @Test
  void findsOneEventWhole() throws Exception {
    var delivered = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a"));
    answer(0, 200);
    delivered.await(60, SECONDS);

    assertThat(find("a").await(60, SECONDS)).isEqualTo(event("a"));
    assertThatThrownBy(() -> find("b").await(60, SECONDS))
        .isInstanceOfSatisfying(
            BusFailure.class, it -> assertThat(it.reason()).isEqualTo(Reason.NOT_FOUND))
        .hasMessageContaining("no longer kept");
  }

  @Test
  void publishesAShortenedEventAndKeepsTheWhole() throws Exception {
    var choices = new JsonArray();
    for (var i = 0; i < 10; i++) {
      var fans = new JsonArray(Collections.nCopies(10, "fan".repeat(100)));
      choices.add(new JsonObject().put("title", "Boss " + i).put("top_predictors", fans));
    }
    var details = new JsonObject().put("choices", choices);
    var large =
        new StreamEvent("a", "channel.raid", Instant.EPOCH, event("a").streamer(), "", details);

    var delivered = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), large);
    answer(0, 200);
    delivered.await(60, SECONDS);

    await().until(() -> !bodies.isEmpty());
    var published =
        new JsonObject(bodies.get(0).getJsonArray("batch").getJsonObject(0).getString("data"));
    assertThat(published.getJsonObject("details").getJsonArray("lacks"))
        .containsExactly("top_predictors");
    assertThat(published.getJsonObject("details").getJsonArray("choices")).hasSize(10);
    assertThat(find("a").await(60, SECONDS)).isEqualTo(large);
  }

  @Test
  void findsAPrivateEventOnlyOnRequest() throws Exception {
    var follow = event("f", "tfue", "channel.follow");
    var delivered = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), follow);
    answer(0, 200);
    delivered.await(60, SECONDS);

    assertThat(
            Contracts.FIND_EVENT
                .ask(vertx.eventBus(), new FindEvent("tfue", "f", true))
                .await(60, SECONDS))
        .isEqualTo(follow);
    assertThatThrownBy(() -> find("f").await(60, SECONDS)).hasMessageContaining("no longer kept");
  }

  @Test
  void isNotReadyBeforePusherAcceptsTheCredentials() throws Exception {
    questions = 403;
    vertx.undeploy(deployment).await(60, SECONDS);
    deploy();
    await().untilAsserted(() -> assertThat(pusherCheck()).contains("refuses our credentials"));
    assertThat(isReady()).isFalse();

    questions = 200;

    await().until(this::isReady);
    assertThat(pusherCheck()).contains("accepts our credentials");
  }

  @Test
  void completesDeliveriesBeforeItStops() throws Exception {
    var delivered = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a"));
    await().until(() -> calls.size() == 1);

    var stopped = vertx.undeploy(deployment);
    await().until(this::unserved);
    assertThat(stopped.isComplete()).isFalse();
    answer(0, 200);

    assertThat(delivered.await(60, SECONDS)).isEqualTo(new DeliveryAcceptance(true));
    stopped.await(60, SECONDS);
  }

  private Future<StreamEvent> find(String id) {
    return Contracts.FIND_EVENT.ask(vertx.eventBus(), new FindEvent("tfue", id, false));
  }

  private boolean isReady() throws Exception {
    return readiness.checkStatus().await(60, SECONDS).getUp();
  }

  private String pusherCheck() throws Exception {
    return readiness.checkStatus("pusher").await(60, SECONDS).getData().encode();
  }

  private boolean unserved() throws Exception {
    return Contracts.RECENT_EVENTS
        .ask(vertx.eventBus(), new FindRecentEvents("tfue", null, false))
        .map(false)
        .otherwise(true)
        .await(60, SECONDS);
  }

  private static void assertUpstream(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            BusFailure.class, it -> assertThat(it.reason()).isEqualTo(Reason.UPSTREAM));
  }

  private void answer(int call, int status) {
    await().until(() -> calls.size() > call);
    calls.get(call).setStatusCode(status).end("{}");
  }

  /** Holds publish calls until the test answers; answers queries at once. */
  private void handle(HttpServerRequest request) {
    if (request.method() == HttpMethod.POST) {
      calls.add(request.response());
      request.body().onSuccess(body -> bodies.add(body.toJsonObject()));
    } else {
      request.response().setStatusCode(questions).end("{}");
    }
  }
}
