package dev.streamviewer.notifier;

import static dev.streamviewer.notifier.Events.event;
import static dev.streamviewer.notifier.Events.ids;
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
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.launch.ServiceContext;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole notifier over the bus, against a scripted Pusher. */
@ExtendWith(VertxExtension.class)
class NotifierVerticleIT {
  private final List<HttpServerResponse> calls = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HealthChecks readiness;
  private NotifierConfig config;
  private volatile int questions = 200;
  private Vertx vertx;
  private String deployment;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    this.vertx = vertx;
    var pusher = vertx.createHttpServer().requestHandler(this::handle).listen(0).await(10, SECONDS);
    var server = new PusherServer("key", "", "localhost", pusher.actualPort(), false);
    readiness = HealthChecks.create(vertx);
    var app = new PusherConfig("3", new Secret("s"), server);
    config = new NotifierConfig(Optional.of(app), Optional.empty());
    Contracts.register(vertx.eventBus());
    deploy();
  }

  private void deploy() throws Exception {
    var host = new ServiceContext(meters, readiness, Clock.systemUTC(), "test", Cluster.NONE);
    deployment = vertx.deployVerticle(new NotifierVerticle(config, host)).await(10, SECONDS);
  }

  @Test
  void deliversAndStoresAnEvent() throws Exception {
    var delivered = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a"));
    answer(0, 200);

    assertThat(delivered.await(10, SECONDS)).isEqualTo(new DeliveryAcceptance(true));
    var recent =
        Contracts.RECENT_EVENTS
            .ask(vertx.eventBus(), new FindRecentEvents("tfue", null, false))
            .await(10, SECONDS);
    assertThat(ids(recent)).containsExactly("a");
  }

  @Test
  void staysReadyAndRefusesEventsWhilePusherRefusesUs() throws Exception {
    await().until(this::isReady);
    var refused = Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("a"));
    answer(0, 401);
    assertUpstream(() -> refused.await(10, SECONDS));

    assertUpstream(
        () -> Contracts.DELIVER_EVENT.ask(vertx.eventBus(), event("b")).await(10, SECONDS));

    assertThat(calls).hasSize(1);
    assertThat(meters.get("notifier_circuit_open").gauge().value()).isEqualTo(1);
    assertThat(isReady()).isTrue();
    assertThat(pusherCheck())
        .contains("DEGRADED", "Pusher refuses our credentials (401", "PUSHER_SECRET");
  }

  @Test
  void isNotReadyBeforePusherAcceptsTheCredentials() throws Exception {
    questions = 403;
    vertx.undeploy(deployment).await(10, SECONDS);
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

    assertThat(delivered.await(10, SECONDS)).isEqualTo(new DeliveryAcceptance(true));
    stopped.await(10, SECONDS);
  }

  private boolean isReady() throws Exception {
    return readiness.checkStatus().await(10, SECONDS).getUp();
  }

  private String pusherCheck() throws Exception {
    return readiness.checkStatus("pusher").await(10, SECONDS).getData().encode();
  }

  private boolean unserved() throws Exception {
    return Contracts.RECENT_EVENTS
        .ask(vertx.eventBus(), new FindRecentEvents("tfue", null, false))
        .map(false)
        .otherwise(true)
        .await(10, SECONDS);
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
    } else {
      request.response().setStatusCode(questions).end("{}");
    }
  }
}
