package dev.streamviewer.tap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.DeliveryAcceptance;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.platform.launch.Service;
import dev.streamviewer.platform.launch.ServiceContext;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A requester, a responder and a process with the tap, each a member of a real cluster. */
class TapIT {
  private static final String TOKEN = "a-token-of-the-operator";

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final String clusterPort = String.valueOf(FreePorts.cluster());

  private final Vertx client = Vertx.vertx();
  private final List<RunningServices> running = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    running.forEach(RunningServices::close);
    client.close().await(60, SECONDS);
  }

  @Test
  void showsRequestAndReplyOfEveryProcess() throws Exception {
    var port = String.valueOf(FreePorts.one());
    start(port, new Named("onlooker"));
    start("0", new Deliverer("server"));
    var asker = start("0", new Named("asker"));
    var reader = tap(port, "?address=notifier.*&streamer=tfue&body=true");

    await()
        .untilAsserted(
            () -> {
              deliver(asker, "tfue");
              assertThat(nodes(reader)).containsExactlyInAnyOrder("server1", "asker2");
              assertThat(reader.records())
                  .anySatisfy(it -> assertThat(it.containsKey("latencyMs")).isTrue());
            });

    assertThat(reader.records())
        .allSatisfy(it -> assertThat(it.getString("address")).isEqualTo("notifier.deliver"));
    assertThat(reader.records())
        .extracting(it -> it.getString("kind"))
        .contains("request", "reply");
    assertThat(reader.records()).extracting(it -> it.getString("direction")).contains("out", "in");
    assertThat(reader.records())
        .anySatisfy(
            it ->
                assertThat(it.getJsonObject("body", new JsonObject()).getString("headline"))
                    .isEqualTo("a headline"));
  }

  @Test
  void omitsMessagesAboutOtherStreamers() throws Exception {
    var port = String.valueOf(FreePorts.one());
    start(port, new Named("onlooker"));
    var server = start("0", new Deliverer("server"));
    var reader = tap(port, "?streamer=tfue");

    await()
        .until(
            () -> {
              deliver(server, "ninja");
              deliver(server, "tfue");
              return reader.records().size() >= 4;
            });

    assertThat(reader.records()).allSatisfy(it -> assertThat(it.containsKey("body")).isFalse());
    assertThat(reader.text()).doesNotContain("ninja");
  }

  @Test
  void reportsProcessesThatJoinAndLeave() throws Exception {
    var port = String.valueOf(FreePorts.one());
    start(port, new Named("onlooker"));
    var reader = tap(port, "?address=none");
    await().until(() -> members(reader).contains("onlooker0 present"));

    var joining = start("0", new Deliverer("server"));
    await().until(() -> members(reader).contains("server1 joined"));
    joining.close();
    await().until(() -> members(reader).contains("server1 left"));

    var dying = start("0", new Deliverer("server"));
    await().until(() -> members(reader).contains("server2 joined"));
    dying.vertx().close().await(60, SECONDS);
    await()
        .until(() -> members(reader).stream().anyMatch(it -> it.matches("server2 (left|silent)")));
  }

  private static List<String> members(TapReader reader) {
    return reader.events("member").stream()
        .map(it -> it.getString("node") + " " + it.getString("change"))
        .toList();
  }

  @Test
  void survivesDeadMembersAndShowsNewMembers() throws Exception {
    var port = String.valueOf(FreePorts.one());
    start(port, new Named("onlooker"));
    var dying = start("0", new Deliverer("server"));
    var reader = tap(port, "?address=notifier.*");
    await().until(() -> seen(reader, dying));

    dying.vertx().close().await(60, SECONDS);
    reader.forget();
    var newcomer = start("0", new Deliverer("server"));

    await().until(() -> seen(reader, newcomer));
  }

  @Test
  void removesInterceptorsWhenTheReaderLeaves() throws Exception {
    var port = String.valueOf(FreePorts.one());
    start(port, new Named("onlooker"));
    var other = start("0", new Deliverer("server"));
    assertThat(InterceptorCount.on(other.vertx())).isZero();

    var reader = tap(port, "");
    await().until(() -> InterceptorCount.on(other.vertx()) == 2);
    reader.leave();

    await()
        .until(() -> running.stream().allMatch(member -> InterceptorCount.on(member.vertx()) == 0));
  }

  @Test
  void countsOmittedRecords() throws Exception {
    var port = String.valueOf(FreePorts.one());
    var server = start(port, new Deliverer("server"));
    var reader = tap(port, "?address=notifier.*");
    await().until(() -> seen(reader, server));

    for (var i = 0; i < 2_000; i++) {
      deliver(server, "tfue");
    }

    await().until(() -> !reader.events("left-out").isEmpty());
  }

  @Test
  void refusesAClientWithoutTheToken() throws Exception {
    var port = String.valueOf(FreePorts.one());
    start(port, new Named("server"));

    for (var wrong : new String[] {null, "Bearer ", "Bearer wrong", TOKEN, "Basic " + TOKEN}) {
      var answer = ask(port, "?adress=wrong", wrong);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.response().getHeader("WWW-Authenticate")).isEqualTo("Bearer");
    }
  }

  @Test
  void isOffWithoutAToken() throws Exception {
    var port = String.valueOf(FreePorts.one());
    running.add(
        RunningServices.start(
            Map.of("MANAGEMENT_PORT", port), Clock.systemUTC(), List.of(new Named("server"))));

    var answer = ask(port, "", "Bearer " + TOKEN);

    assertThat(answer.status()).isEqualTo(404);
    await().until(() -> answer.text().contains("The tap is off. Set TAP_TOKEN on all"));
  }

  private static boolean seen(TapReader reader, RunningServices at) {
    deliver(at, "tfue");
    return !reader.records().isEmpty();
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

  private static List<String> nodes(TapReader reader) {
    return reader.records().stream().map(it -> it.getString("node")).distinct().toList();
  }

  private TapReader tap(String port, String query) throws Exception {
    var reader = ask(port, query, "Bearer " + TOKEN);
    assertThat(reader.status()).isEqualTo(200);
    assertThat(reader.response().getHeader("Content-Type")).isEqualTo("text/event-stream");
    return reader;
  }

  private TapReader ask(String port, String query, String authorization) throws Exception {
    return TapReader.ask(client, Integer.parseInt(port), query, authorization);
  }

  private RunningServices start(String managementPort, Service service) throws Exception {
    var environment =
        new HashMap<>(
            Map.of(
                "CLUSTER",
                "local",
                "CLUSTER_PORT",
                clusterPort,
                "TAP_TOKEN",
                TOKEN,
                "POD_NAME",
                service.name() + running.size()));
    environment.put("MANAGEMENT_PORT", managementPort);
    var started = RunningServices.start(environment, Clock.systemUTC(), List.of(service));
    running.add(started);
    return started;
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
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return serviceContext -> this::verticle;
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
              .serve(vertx.eventBus(), it -> Future.succeededFuture(new DeliveryAcceptance(true)))
              .completion();
        }
      };
    }
  }
}
