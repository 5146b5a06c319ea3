package dev.streamviewer.tap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.Endpoint;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.auth.AppToken;
import dev.streamviewer.platform.contract.auth.AppTokenRequest;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.platform.contract.webhook.WebhookVerdict;
import dev.streamviewer.platform.outcome.RecentOutcomes;
import dev.streamviewer.platform.record.RecordCodec;
import dev.streamviewer.platform.telemetry.MessageSubject;
import dev.streamviewer.testing.CapturedLog;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process and a client of its tap, over HTTP. */
class TapRouteIT {
  private static final String TOKEN = "a-token-of-the-operator";
  private static final String APP_TOKEN = "zq8f3k2v7w1x5y9b";

  /** The number of records of 4 KB: more than the buffers hold, fewer than a member queues. */
  private static final int SENT = 800;

  /**
   * The size of the buffers of both sockets. Otherwise the system decides, and some systems would
   * hold all records for a slow reader.
   */
  private static final int SOCKET_BYTES = 64 * 1024;

  private final Vertx vertx = Vertx.vertx();
  private final Vertx client = Vertx.vertx();
  private int port;

  @BeforeEach
  void serve() throws Exception {
    Contracts.register(vertx.eventBus());
    Contracts.APP_TOKEN
        .serve(
            vertx.eventBus(),
            it ->
                Future.succeededFuture(new AppToken("client", new Secret(APP_TOKEN), Instant.MAX)))
        .completion()
        .await(30, SECONDS);
    Contracts.FIND_SESSION
        .serve(
            vertx.eventBus(),
            it ->
                Future.failedFuture(new BusFailure(Reason.UNAUTHENTICATED, "Nobody is signed in.")))
        .completion()
        .await(30, SECONDS);
  }

  @AfterEach
  void close() throws Exception {
    client.close().await(30, SECONDS);
    vertx.close().await(30, SECONDS);
  }

  @Test
  void showsARequestAsFourRecordsWithTheLatency() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    var reader = tap("?address=auth.*");

    askForToken();

    await().until(() -> reader.records().size() == 4);
    assertThat(reader.records())
        .extracting(it -> it.getString("kind") + " " + it.getString("direction"))
        .containsExactly("request out", "request in", "reply out", "reply in");
    assertThat(reader.records())
        .allSatisfy(
            it -> {
              assertThat(it.getString("address")).isEqualTo("auth.app-token");
              assertThat(it.getString("node")).isEqualTo("here");
              assertThat(it.getInteger("size")).isPositive();
              assertThat(it.containsKey("body")).isFalse();
              assertThat(it.containsKey("latencyMs"))
                  .isEqualTo(it.getString("kind").equals("reply"));
            });
  }

  @Test
  void showsBodiesOnRequestWithoutSecrets() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    var reader = tap("?address=auth.*&body=true");

    askForToken();

    await().until(() -> reader.records().size() == 4);
    var answer = reader.records().get(3).getJsonObject("body");
    assertThat(answer.getString("clientId")).isEqualTo("client");
    assertThat(answer.getString("token")).isEqualTo("••••");
    assertThat(reader.text()).doesNotContain(APP_TOKEN);
  }

  @Test
  void showsFailuresWithTheirReason() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    vertx.eventBus().consumer("silent.one", message -> {});
    RecordCodec.register(vertx.eventBus(), Question.class);
    var reader = tap("?address=auth.session&address=nobody.there&address=silent.*");

    Contracts.FIND_SESSION.ask(vertx.eventBus(), new FindSession(new Secret("cookie")));
    endpoint("nobody.there").ask(vertx.eventBus(), new Question("there?"));
    endpoint("silent.one").ask(vertx.eventBus(), new Question("silent?"));

    await()
        .untilAsserted(
            () ->
                assertThat(reader.records())
                    .extracting(it -> it.getString("address") + " " + it.getString("failure"))
                    .contains(
                        "auth.session UNAUTHENTICATED: Nobody is signed in.",
                        "nobody.there NO_HANDLERS",
                        "silent.one TIMEOUT"));
  }

  @Test
  void showsMessageStreamerAndOutcomeInRequestAndReply() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    serve(Map.of("m-1", "delivered", "m-2", "duplicate", "m-3", "kept"));
    var reader = tap("?address=webhook.ingest");

    for (var id : new String[] {"m-1", "m-2", "m-3"}) {
      deliver(id);
    }

    await().until(() -> reader.records().size() == 12);
    assertThat(reader.records())
        .allSatisfy(it -> assertThat(it.getString("streamer")).isEqualTo("tfue"))
        .allSatisfy(it -> assertThat(it.getString("type")).isEqualTo("stream.online"))
        .allSatisfy(it -> assertThat(it.containsKey("failure")).isFalse());
    assertThat(reader.records().stream().filter(it -> it.getString("kind").equals("reply")))
        .extracting(it -> it.getString("message") + " " + it.getString("outcome"))
        .containsExactly(
            "m-1 delivered",
            "m-1 delivered",
            "m-2 duplicate",
            "m-2 duplicate",
            "m-3 kept",
            "m-3 kept");
    assertThat(reader.records()).isSortedAccordingTo(Comparator.comparing(TapRouteIT::time));
  }

  @Test
  void showsARefusedMessageAsAFailure() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    serve(Map.of());
    var reader = tap("?address=webhook.ingest");

    deliver("m-9");

    await().until(() -> reader.records().size() == 4);
    assertThat(reader.records().get(3).getString("outcome")).isEqualTo("bad_signature");
    assertThat(reader.records().get(3).getString("failure")).isEqualTo("Forged.");
  }

  @Test
  void showsOneMessageOnly() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    serve(Map.of("m-1", "delivered", "m-10", "delivered", "m-1#2", "delivered"));
    var reader = tap("?message=m-1");

    for (var id : new String[] {"m-10", "m-1", "m-1#2"}) {
      deliver(id);
    }

    await().until(() -> reader.records().size() == 8);
    assertThat(reader.records())
        .extracting(it -> it.getString("message"))
        .containsOnly("m-1", "m-1#2");
  }

  @Test
  void tellsAfterwardsWhatBecameOfAMessage() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    var outcomes = RecentOutcomes.of(vertx);
    var subject = new MessageSubject("m-1", "tfue");
    outcomes.add("webhook.ingest", subject, "kept", null);
    outcomes.add("notifier.deliver", subject, "upstream", "Bearer abcdefgh12345 was refused.");
    outcomes.add("webhook.ingest", new MessageSubject("m-2", "ninja"), "delivered", null);

    var answer = ask("/outcomes?message=m-1", "Bearer " + TOKEN);

    await().until(() -> answer.text().endsWith("}\n"));
    var found = new JsonObject(answer.text());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(found.getJsonArray("processes")).containsExactly("here");
    assertThat(found.getJsonArray("outcomes"))
        .extracting(it -> ((JsonObject) it).getString("outcome"))
        .containsExactly("kept", "upstream");
    assertThat(found.getJsonArray("outcomes").getJsonObject(1).getString("reason"))
        .isEqualTo("Bearer •••• was refused.");
    assertThat(answer.text()).doesNotContain("ninja", "abcdefgh");
    assertThat(ask("/outcomes?message=m-1", "Bearer wrong").status()).isEqualTo(401);
  }

  @Test
  void logsWhoOpensATapAndWhatFor() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    try (var log = new CapturedLog(TapRoute.class)) {
      tap("?address=webhook.*&streamer=tfue&body=true");
      ask("", "Bearer wrong");

      assertThat(log.lines())
          .anyMatch(
              it ->
                  it.contains("Tap opened by 127.0.0.1 (no name): webhook.*, streamer tfue, with"))
          .anyMatch(it -> it.contains("Tap refused to 127.0.0.1"));
      assertThat(log.lines()).noneMatch(it -> it.contains(TOKEN) || it.contains("wrong\""));
    }
  }

  private void serve(Map<String, String> outcomes) throws Exception {
    Contracts.INGEST_WEBHOOK
        .serve(
            vertx.eventBus(),
            it -> {
              var outcome = outcomes.get(it.subject().messageId());
              return Future.succeededFuture(
                  outcome == null
                      ? WebhookVerdict.refused(403, "Forged.").because("bad_signature")
                      : WebhookVerdict.accepted().because(outcome));
            })
        .completion()
        .await(30, SECONDS);
  }

  private void deliver(String id) throws Exception {
    var headers =
        Map.of(
            "twitch-eventsub-message-id", List.of(id),
            "twitch-eventsub-subscription-type", List.of("stream.online"));
    var body =
        new JsonObject().put("event", new JsonObject().put("broadcaster_user_login", "tfue"));
    Contracts.INGEST_WEBHOOK
        .ask(vertx.eventBus(), new WebhookDelivery(headers, body.toBuffer()))
        .await(30, SECONDS);
  }

  private static Instant time(JsonObject record) {
    return Instant.parse(record.getString("time"));
  }

  @Test
  void showsPublishedAndSentMessages() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    var reader = tap("?address=some.*,tap.*");

    vertx.eventBus().publish("some.news", new JsonObject());
    vertx.eventBus().send("some.one", new JsonObject());

    await().until(() -> reader.records().size() == 2);
    assertThat(reader.records())
        .extracting(it -> it.getString("address") + " " + it.getString("kind"))
        .containsExactly("some.news publish", "some.one send");
  }

  @Test
  void endsAfterItsTimeAndRemovesInterceptors() throws Exception {
    start(limits(Duration.ofSeconds(1), 4, 512 * 1024));

    // It may end before a test sees its interceptors.
    var reader = ask("", "Bearer " + TOKEN);

    await().until(() -> !reader.events("end").isEmpty());
    assertThat(reader.events("end").get(0).getString("reason"))
        .isEqualTo("The tap ended after 1 seconds. Open the tap again.");
    await().until(() -> InterceptorCount.on(vertx) == 0);
    assertThat(TapLimits.DEFAULT.duration()).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void informsReadersWhenTheProcessStops() throws Exception {
    var management = start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    var reader = tap("");

    vertx.undeploy(management).await(30, SECONDS);

    await().until(() -> reader.text().contains("This process is stopping."));
  }

  @Test
  void limitsOpenTapsOfAProcess() throws Exception {
    start(limits(Duration.ofMinutes(1), 2, 512 * 1024));
    var first = tap("");
    tap("");

    var refused = ask("", "Bearer " + TOKEN);
    assertThat(refused.status()).isEqualTo(429);
    await().until(() -> refused.text().contains("2 taps are open at this process."));

    first.leave();
    await().until(() -> ask("", "bearer " + TOKEN).status() == 200);
  }

  @Test
  void limitsOpenTapsOfTheCluster() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    var elsewhere = TapFilter.parse("none", null, null, null);
    for (var id : new String[] {"one", "two", "three", "four", "five"}) {
      new TapOrder(id, true, elsewhere, "a test").publish(vertx.eventBus());
    }
    await().until(() -> InterceptorCount.on(vertx) == 2);

    var reader = ask("", "Bearer " + TOKEN);

    await().until(() -> !reader.events("end").isEmpty());
    assertThat(reader.events("end").get(0).getString("reason"))
        .isEqualTo("5 taps are open in the cluster. Close one.");
  }

  @Test
  void removesATapWithoutAnnouncements() throws Exception {
    start(limits(Duration.ofMinutes(1), Duration.ofSeconds(5), 4, 512 * 1024));

    new TapOrder("abc", true, TapFilter.parse("*", null, null, null), "a test")
        .publish(vertx.eventBus());

    await().until(() -> InterceptorCount.on(vertx) == 2);
    await().until(() -> InterceptorCount.on(vertx) == 0);
  }

  @Test
  void servesATapBehindABacklogOfMessages() throws Exception {
    start(limits(Duration.ofMinutes(1), Duration.ofSeconds(2), 4, 512 * 1024));
    RecordCodec.register(vertx.eventBus(), Slow.class);
    var order = new TapOrder("abc", true, TapFilter.parse("some.*", null, null, "true"), "a test");
    var numbers = new CopyOnWriteArrayList<Integer>();
    vertx
        .eventBus()
        .<Buffer>consumer(TapOrder.records("abc"), record -> numbers.add(number(record.body())));
    order.publish(vertx.eventBus());
    await().until(() -> InterceptorCount.on(vertx) == 2);

    var processed = new CountDownLatch(1);
    vertx.eventBus().send("some.one", new Slow(0, processed));
    var sent = new AtomicInteger();
    vertx.setPeriodic(
        700,
        now -> {
          vertx.eventBus().send("some.one", new JsonObject().put("number", sent.incrementAndGet()));
          order.publish(vertx.eventBus());
        });
    vertx.setTimer(2_500, now -> processed.countDown());

    await().until(() -> numbers.contains(5));
    assertThat(numbers).startsWith(0, 1, 2, 3, 4, 5);
  }

  @Test
  void countsRecordsMissedByASlowReader() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 16 * 1024));
    var reader = tap("?address=some.*&body=true");
    reader.response().pause();

    sendMoreThanBuffersHold();
    reader.response().resume();

    await().until(() -> !reader.events("left-out").isEmpty());
    await()
        .untilAsserted(
            () -> {
              var leftOut =
                  reader.events("left-out").stream().mapToInt(it -> it.getInteger("count")).sum();
              assertThat(reader.records().size() + leftOut).isEqualTo(SENT);
            });
  }

  @Test
  void stopsDespiteAReaderThatDoesNotRead() throws Exception {
    var management = start(limits(Duration.ofMinutes(1), 4, 16 * 1024));
    var reader = tap("?address=some.*&body=true");
    reader.response().pause();
    sendMoreThanBuffersHold();

    vertx.undeploy(management).await(30, SECONDS);

    assertThat(reader.events("end")).isEmpty();
    await().until(() -> InterceptorCount.on(vertx) == 0);
  }

  @Test
  void deliversAMessageThatCannotBeShown() throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));
    RecordCodec.register(vertx.eventBus(), Unencodable.class);
    vertx.eventBus().consumer("odd.one", message -> message.reply("arrived"));
    var reader = tap("?address=*&body=true");

    var answer = vertx.eventBus().request("odd.one", new Unencodable(1)).await(30, SECONDS);
    askForToken();

    assertThat(answer.body()).isEqualTo("arrived");
    await()
        .untilAsserted(
            () ->
                assertThat(reader.records())
                    .extracting(it -> it.getString("address"))
                    .contains("auth.app-token"));
  }

  private static int number(Buffer record) {
    return record.toJsonObject().getJsonObject("body").getInteger("number");
  }

  /** A message that takes as long to encode as the latch is closed. */
  private record Slow(int number, @JsonIgnore CountDownLatch latch) {
    @Override
    public int number() {
      try {
        latch.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      return number;
    }
  }

  private record Question(String words) {}

  private static Endpoint<Question, Question> endpoint(String address) {
    return Endpoint.once(address, Question.class, Question.class, Duration.ofMillis(100));
  }

  /** A message that cannot be encoded as JSON. */
  private record Unencodable(int number) {
    @Override
    public int number() {
      throw new IllegalStateException("cannot be told");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "?adress=*|\"adress\" is unknown, expected address, streamer, message or body.",
        "?message=a%20b|message is \"a b\", expected the id of a message of Twitch",
        "?message=|message is \"\", expected the id of a message of Twitch",
        "/outcomes|Expected one parameter, message: an id of Twitch.",
        "/outcomes?message=a&streamer=b|Expected one parameter, message: an id of Twitch.",
        "?address=a%20b|address is \"a b\", expected up to 16 comma-separated patterns",
        "?address=|address is \"\", expected up to 16 comma-separated patterns",
        "?streamer=no!|streamer is \"no!\", expected a login",
        "?streamer=a&streamer=b|streamer is given twice, expected once.",
        "?body=1|body is \"1\", expected true or false.",
      })
  void explainsAnInvalidRequest(String query, String sentence) throws Exception {
    start(limits(Duration.ofMinutes(1), 4, 512 * 1024));

    var answer = ask(query, "Bearer " + TOKEN);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.response().getHeader("Content-Type")).isEqualTo("application/problem+json");
    await()
        .untilAsserted(
            () ->
                assertThat(new JsonObject(answer.text()).getString("detail")).startsWith(sentence));
  }

  /** Sends records of some 3 MB, of which the sockets and the queue hold less than 1 MB. */
  private void sendMoreThanBuffersHold() throws Exception {
    var numbers = Collections.nCopies(500, 1_234_567);
    for (var i = 0; i < SENT; i++) {
      vertx.eventBus().send("some.one", new JsonObject().put("numbers", numbers));
    }
    awaitAllProcessed();
  }

  /**
   * Waits until all messages were processed. They are processed in order, so the last one proves
   * all.
   */
  private void awaitAllProcessed() throws Exception {
    var marker = tap("?address=marker");
    await()
        .until(
            () -> {
              vertx.eventBus().send("marker", null);
              return !marker.records().isEmpty();
            });
  }

  private void askForToken() throws Exception {
    Contracts.APP_TOKEN.ask(vertx.eventBus(), new AppTokenRequest(null)).await(30, SECONDS);
  }

  /** Limits with a silence that no stall of a machine reaches. */
  private static TapLimits limits(Duration duration, int taps, int queuedBytes) {
    return limits(duration, Duration.ofSeconds(30), taps, queuedBytes);
  }

  private static TapLimits limits(Duration duration, Duration silence, int taps, int queuedBytes) {
    return new TapLimits(
        duration,
        Duration.ofMillis(200),
        silence,
        Duration.ofSeconds(10),
        10_000,
        taps,
        5,
        queuedBytes);
  }

  private TapReader tap(String query) throws Exception {
    var reader = ask(query, "Bearer " + TOKEN);
    assertThat(reader.status()).isEqualTo(200);
    await().until(() -> InterceptorCount.on(vertx) == 2);
    return reader;
  }

  private TapReader ask(String query, String authorization) throws Exception {
    var options = new HttpClientOptions().setReceiveBufferSize(SOCKET_BYTES);
    return TapReader.ask(client.createHttpClient(options), port, query, authorization);
  }

  private String start(TapLimits limits) throws Exception {
    var worker = new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);
    vertx
        .deployVerticle(new TapMember("here", limits, Clock.systemUTC()), worker)
        .await(30, SECONDS);
    return vertx
        .deployVerticle(management(new TapConfig(Optional.of(new Secret(TOKEN)), limits)))
        .await(30, SECONDS);
  }

  private Deployable management(TapConfig config) {
    return new VerticleBase() {
      private TapRoute taps;

      @Override
      public Future<?> start() {
        taps = new TapRoute(vertx, config);
        var router = Router.router(vertx);
        router.get("/tap").handler(taps::open);
        router.get("/tap/outcomes").handler(taps::outcomes);
        return vertx
            .createHttpServer(new HttpServerOptions().setSendBufferSize(SOCKET_BYTES))
            .requestHandler(router)
            .listen(0)
            .onSuccess(server -> port = server.actualPort());
      }

      @Override
      public Future<?> stop() {
        taps.close();
        return Future.succeededFuture();
      }
    };
  }
}
