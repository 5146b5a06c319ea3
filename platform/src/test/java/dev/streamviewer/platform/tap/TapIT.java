package dev.streamviewer.platform.tap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.contract.Accepted;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.Streamer;
import dev.streamviewer.platform.launch.Host;
import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.Settings;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One who asks, one who answers and one with the tap, each a member of a real cluster. */
class TapIT {
  private static final String TOKEN = "a-token-of-the-operator";
  private static final String CLUSTER_PORT = "17940";

  private final Vertx client = Vertx.vertx();
  private final List<RunningServices> running = new ArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() throws Exception {
    running.forEach(RunningServices::close);
    client.close().await(10, SECONDS);
  }

  @Test
  void showsARequestAndItsReplyWhereverTheyPass() throws Exception {
    var port = freePort();
    start(port, new Named("onlooker"));
    start("0", new Deliverer("server"));
    var asker = start("0", new Named("asker"));
    tap(port, "?address=notifier.*&streamer=tfue");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              deliver(asker, "tfue");
              assertThat(nodes()).containsExactlyInAnyOrder("server1", "asker2");
              assertThat(records())
                  .anySatisfy(it -> assertThat(it.containsKey("latencyMs")).isTrue());
            });

    assertThat(records())
        .allSatisfy(it -> assertThat(it.getString("address")).isEqualTo("notifier.deliver"));
    assertThat(records()).extracting(it -> it.getString("kind")).contains("request", "reply");
    assertThat(records()).extracting(it -> it.getString("direction")).contains("sent", "received");
    assertThat(records())
        .anySatisfy(
            it ->
                assertThat(it.getJsonObject("body", new JsonObject()).getString("headline"))
                    .isEqualTo("a headline"));
  }

  @Test
  void leavesOutWhatConcernsOthers() throws Exception {
    var port = freePort();
    start(port, new Named("onlooker"));
    var server = start("0", new Deliverer("server"));
    tap(port, "?streamer=tfue&body=false");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              deliver(server, "ninja");
              deliver(server, "tfue");
              return records().size() >= 4;
            });

    assertThat(records()).allSatisfy(it -> assertThat(it.containsKey("body")).isFalse());
    assertThat(lines).noneSatisfy(it -> assertThat(it).contains("ninja"));
  }

  @Test
  void onesDeathEndsItForNobodyAndNewcomersAreSeen() throws Exception {
    var port = freePort();
    start(port, new Named("onlooker"));
    var dying = start("0", new Deliverer("server"));
    tap(port, "?address=notifier.*");
    await().atMost(Duration.ofSeconds(20)).until(() -> seen(dying));

    dying.vertx().close().await(20, SECONDS);
    lines.clear();
    var newcomer = start("0", new Deliverer("server"));

    await().atMost(Duration.ofSeconds(20)).until(() -> seen(newcomer));
  }

  @Test
  void nothingSitsOnTheBusOnceTheReaderHasGone() throws Exception {
    var port = freePort();
    start(port, new Named("onlooker"));
    var other = start("0", new Deliverer("server"));
    var member = new TapMember("extra", TapLimits.DEFAULT, Clock.systemUTC());
    other.vertx().deployVerticle(member).await(5, SECONDS);
    assertThat(member.watches()).isFalse();

    var response = tap(port, "");
    await().atMost(Duration.ofSeconds(10)).until(member::watches);
    response.request().connection().close();

    await().atMost(Duration.ofSeconds(10)).until(() -> !member.watches());
  }

  @Test
  void forgetsATapWhoseOwnerIsHeardOfNoMore() throws Exception {
    var other = start("0", new Named("server"));
    var limits =
        new TapLimits(
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            Duration.ofMillis(600),
            Duration.ofSeconds(10),
            500,
            8,
            1_000);
    var member = new TapMember("extra", limits, Clock.systemUTC());
    other.vertx().deployVerticle(member).await(5, SECONDS);

    new TapOrder("abc", true, TapFilter.parse("*", null, null)).publish(other.vertx().eventBus());

    await().until(member::watches);
    await().until(() -> !member.watches());
  }

  @Test
  void countsWhatItLeavesOut() throws Exception {
    var port = freePort();
    var server = start(port, new Deliverer("server"));
    tap(port, "?address=notifier.*");
    await().atMost(Duration.ofSeconds(20)).until(() -> seen(server));

    for (var i = 0; i < 2_000; i++) {
      deliver(server, "tfue");
    }

    await().until(() -> lines.contains("event: left-out"));
  }

  @Test
  void tellsNothingToWhoDoesNotKnowTheToken() throws Exception {
    var port = freePort();
    start(port, new Named("server"));

    for (var wrong : new String[] {null, "Bearer ", "Bearer wrong", TOKEN, "Basic " + TOKEN}) {
      var response = get(port, "/tap", wrong);
      assertThat(response.statusCode()).isEqualTo(401);
      assertThat(response.getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    }
    assertThat(get(port, "/tap?address=%20", "Bearer " + TOKEN).statusCode()).isEqualTo(400);
    assertThat(get(port, "/tap?adress=*", "Bearer " + TOKEN).statusCode()).isEqualTo(400);
  }

  @Test
  void isOffWithoutAToken() throws Exception {
    var port = freePort();
    running.add(
        RunningServices.start(
            Map.of("MANAGEMENT_PORT", port), Clock.systemUTC(), List.of(new Named("server"))));

    assertThat(get(port, "/tap", "Bearer " + TOKEN).statusCode()).isEqualTo(404);
  }

  private boolean seen(RunningServices at) {
    deliver(at, "tfue");
    return !records().isEmpty();
  }

  private static void deliver(RunningServices from, String login) {
    var event =
        new StreamEvent(
            "m1",
            "stream.online",
            Instant.EPOCH,
            new Streamer("1", login, login),
            "a headline",
            new JsonObject());
    Contracts.DELIVER_EVENT.ask(from.vertx().eventBus(), event);
  }

  private List<JsonObject> records() {
    return lines.stream()
        .filter(it -> it.startsWith("data: {\"time\""))
        .map(it -> new JsonObject(it.substring("data: ".length())))
        .toList();
  }

  private List<String> nodes() {
    return records().stream().map(it -> it.getString("node")).distinct().toList();
  }

  private HttpClientResponse tap(String port, String query) throws Exception {
    var response = get(port, "/tap" + query, "Bearer " + TOKEN);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.getHeader("Content-Type")).isEqualTo("text/event-stream");
    return response;
  }

  private HttpClientResponse get(String port, String target, String authorization)
      throws Exception {
    return client
        .createHttpClient()
        .request(HttpMethod.GET, Integer.parseInt(port), "localhost", target)
        .compose(
            request -> {
              if (authorization != null) {
                request.putHeader("Authorization", authorization);
              }
              return request.send();
            })
        .onSuccess(
            response ->
                response.handler(
                    RecordParser.newDelimited("\n", line -> lines.add(line.toString()))))
        .await(10, SECONDS);
  }

  private RunningServices start(String managementPort, Service service) throws Exception {
    var environment =
        new HashMap<>(
            Map.of(
                "CLUSTER",
                "local",
                "CLUSTER_PORT",
                CLUSTER_PORT,
                "TAP_TOKEN",
                TOKEN,
                "POD_NAME",
                service.name() + running.size()));
    environment.put("MANAGEMENT_PORT", managementPort);
    var started = RunningServices.start(environment, Clock.systemUTC(), List.of(service));
    running.add(started);
    return started;
  }

  private static String freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return String.valueOf(socket.getLocalPort());
    }
  }

  private static class Named implements Service {
    private final String name;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Function<Host, Supplier<Deployable>> configure(Settings settings) {
      return host -> this::verticle;
    }

    Deployable verticle() {
      return new VerticleBase() {};
    }
  }

  private static final class Deliverer extends Named {
    Deliverer(String name) {
      super(name);
    }

    @Override
    Deployable verticle() {
      return new VerticleBase() {
        @Override
        public Future<?> start() {
          return Contracts.DELIVER_EVENT
              .serve(vertx.eventBus(), it -> Future.succeededFuture(new Accepted(true)))
              .completion();
        }
      };
    }
  }
}
