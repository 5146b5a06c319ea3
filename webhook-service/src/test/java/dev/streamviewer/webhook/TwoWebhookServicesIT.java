package dev.streamviewer.webhook;

import static dev.streamviewer.testing.Await.value;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.FindOriginalBody;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.webhook.config.WebhookConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.junit5.VertxExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two webhook services in a real cluster, which receive callbacks in turns. */
@ExtendWith(VertxExtension.class)
class TwoWebhookServicesIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String SECRET = "a-webhook-secret";
  private static final String PREFIX = "twitch-eventsub-message-";
  private static final int CHANNELS = 6;

  private final int port = FreePorts.cluster();
  private final List<ClusteredVertx> members = new ArrayList<>();
  private final Map<String, StreamEvent> delivered = new ConcurrentHashMap<>();
  private TestTwitch twitch;
  private List<String> services;
  private Vertx gateway;

  @BeforeEach
  void start(Vertx vertx) throws Exception {
    twitch = TestTwitch.start(vertx, Clock.systemUTC());
    IntStream.range(0, 3).forEach(i -> join());
    gateway = members.get(2).vertx();
    Contracts.APP_TOKEN.serve(
        gateway.eventBus(), question -> Future.succeededFuture(twitch.appToken()));
    value(
        Contracts.DELIVER_EVENTS
            .serve(gateway, members.get(2).cluster(), this::deliver)
            .completion());
    services = List.of(deploy(members.get(0)), deploy(members.get(1)));
    await()
        .atMost(SOON)
        .until(
            () -> value(members.get(2).cluster().servers("webhook.ingest")).size(),
            count -> count == 2);
  }

  @AfterEach
  void stop() throws Exception {
    for (var member : members) {
      member.vertx().close().await(60, SECONDS);
    }
  }

  @Test
  void findsABodyWhicheverServiceReceivedIt() {
    IntStream.range(0, CHANNELS).forEach(i -> update("m" + i, channel(i), "Hi " + i));

    IntStream.range(0, 2 * CHANNELS)
        .forEach(
            i -> {
              var id = "m" + i / 2;
              await()
                  .atMost(SOON)
                  .ignoreExceptions()
                  .untilAsserted(
                      () ->
                          assertThat(List.of(titleOf(id), titleOf(id), titleOf(id)))
                              .containsOnly("Hi " + i / 2));
            });
    assertThat(value(find("unknown")).body()).isNull();
  }

  @Test
  void namesOnlyWhatChangedSinceAnUpdateAtAnotherService() {
    IntStream.range(0, CHANNELS).forEach(i -> update("m" + i, channel(i), "Hi"));
    value(members.get(0).vertx().undeploy(services.get(0)));

    IntStream.range(0, CHANNELS).forEach(i -> update("n" + i, channel(i), "Ho"));

    assertThat(IntStream.range(0, CHANNELS).mapToObj(i -> delivered.get("n" + i).details()))
        .extracting(details -> details.getValue("changed"))
        .containsOnly(new JsonArray().add("title"));
  }

  private String channel(int number) {
    return twitch.id("streamer" + number);
  }

  private Future<OriginalBody> find(String id) {
    return Contracts.FIND_ORIGINAL_BODY.ask(
        gateway.eventBus(), new FindOriginalBody("streamer", id));
  }

  private String titleOf(String id) {
    var body = value(find(id)).body();
    return body == null ? "not kept" : body.getString("title");
  }

  /** Sends an update until it is accepted, as Twitch does. */
  private void update(String id, String streamerId, String title) {
    var accepted = WebhookVerdict.accepted();
    await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(
            () ->
                value(
                    Contracts.INGEST_WEBHOOK.ask(
                        gateway.eventBus(), callback(id, streamerId, title))),
            accepted::equals);
  }

  private static WebhookDelivery callback(String id, String streamerId, String title)
      throws Exception {
    var body =
        new JsonObject()
            .put(
                "subscription",
                new JsonObject()
                    .put("id", "s-" + streamerId)
                    .put("type", "channel.update")
                    .put("condition", new JsonObject().put("broadcaster_user_id", streamerId)))
            .put(
                "event",
                new JsonObject()
                    .put("broadcaster_user_id", streamerId)
                    .put("title", title)
                    .put("category_name", "Chess"))
            .encode();
    var at = Instant.now().toString();
    return new WebhookDelivery(
        Map.of(
            PREFIX + "id", List.of(id),
            PREFIX + "timestamp", List.of(at),
            PREFIX + "type", List.of("notification"),
            PREFIX + "signature", List.of("sha256=" + hmac(id + at + body))),
        Buffer.buffer(body));
  }

  private static String hmac(String text) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(text.getBytes()));
  }

  private Future<DeliveryAcceptance> deliver(StreamEvent event) {
    delivered.put(event.id(), event);
    return Future.succeededFuture(new DeliveryAcceptance(true));
  }

  private void join() {
    var config =
        new ClusterConfig(ClusterConfig.Mode.LOCAL, "", "127.0.0.1", port, Optional.empty());
    var member = value(ClusteredVertx.start(config));
    Contracts.register(member.vertx().eventBus());
    members.add(member);
  }

  private String deploy(ClusteredVertx member) {
    var config =
        WebhookConfig.from(
            new Settings(
                new JsonObject()
                    .put("WEBHOOK_SECRET", SECRET)
                    .put("PUBLIC_URL", "http://localhost:1")
                    .put("TWITCH_API_URL", twitch.helix().toString())
                    .put("TWITCH_EVENTSUB_URL", twitch.webSocket().toString())));
    var context =
        new ServiceContext(
            new SimpleMeterRegistry(),
            HealthChecks.create(member.vertx()),
            Clock.systemUTC(),
            "test",
            member.cluster());
    return value(
        member.vertx().deployVerticle(new WebhookVerticle(config, Optional.empty(), context)));
  }
}
