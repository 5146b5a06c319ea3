package dev.streamviewer.tap.terminal;

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
import dev.streamviewer.platform.outcome.RecentOutcomes;
import dev.streamviewer.platform.telemetry.MessageSubject;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.JavaProcess;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The command as a user runs it: a separate process with arguments, Ctrl-C and exit code. */
class TapMainIT {
  private static final String TOKEN = "a-token-of-the-operator";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final List<AutoCloseable> resources = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (var resource : resources) {
      resource.close();
    }
  }

  @Test
  void printsALinePerMessageAndASummaryOnCtrlC() throws Exception {
    var port = FreePorts.one();
    var running = service(port);
    var tap = tap(TOKEN, "notifier.*", "--streamer", "tfue", "--url", url(port));

    await().atMost(TIMEOUT).until(() -> deliver(running) && tap.output().size() >= 4);
    tap.interrupt();

    assertThat(tap.exitCode()).isEqualTo(130);
    assertThat(tap.errors().get(0))
        .isEqualTo(
            "Messages to notifier.* that concern tfue in the cluster of %s. Ctrl-C prints a summary."
                .formatted(url(port)));
    assertThat(tap.output().get(0))
        .contains("→ notifier.deliver", "request", "node-1", "tfue", "stream.online")
        .doesNotContain("\033", "headline");
    assertThat(tap.output()).anyMatch(it -> it.startsWith("address") && it.contains("median"));
    assertThat(tap.output())
        .anyMatch(
            it -> it.matches("notifier\\.deliver +\\d+ +0 +\\d+\\.\\d\\d ms +\\d+\\.\\d\\d ms"));
  }

  @Test
  void printsOnlyJsonForPrograms() throws Exception {
    var port = FreePorts.one();
    var running = service(port);
    var tap = tap(TOKEN, "--json", "--body", "notifier.*", "--url", url(port));

    await().atMost(TIMEOUT).until(() -> deliver(running) && tap.output().size() >= 4);
    tap.interrupt();
    tap.exitCode();

    assertThat(tap.errors()).isEmpty();
    assertThat(tap.output())
        .allSatisfy(
            it ->
                assertThat(new JsonObject(it).getString("address")).isEqualTo("notifier.deliver"));
    assertThat(new JsonObject(tap.output().get(0)).getJsonObject("body").getString("headline"))
        .isEqualTo("→ a headline");
  }

  @Test
  void printsTheReasonWhenTheProcessStops() throws Exception {
    var port = FreePorts.one();
    var running = service(port);
    var tap = tap(TOKEN, "--color", "--url", url(port));
    await().atMost(TIMEOUT).until(() -> deliver(running) && !tap.output().isEmpty());

    running.close();

    assertThat(tap.exitCode()).isZero();
    assertThat(tap.errors()).contains("This process is stopping. Open a tap at another process.");
    assertThat(tap.output().get(0)).contains("\033[36m");
  }

  @Test
  void explainsWhyNoTapIsOpen() throws Exception {
    var port = FreePorts.one();
    service(port);
    var unreachable = url(FreePorts.one());
    var page = url(server(request -> request.response().end("<html>")));
    var hangs = url(server(request -> {}));

    expect(1, url(port) + " does not accept this TAP_TOKEN.", tap("wrong", "--url", url(port)));
    expect(
        1,
        "Nothing listens at %s. Is it running? Its log names the port of health and metrics."
            .formatted(unreachable),
        tap(TOKEN, "--url", unreachable));
    expect(
        1,
        page
            + " answers 200 but is no management address. Its log names the port of health and"
            + " metrics.",
        tap(TOKEN, "--url", page));
    expect(1, hangs + " does not answer. Is it a management address?", tap(TOKEN, "--url", hangs));
    expect(
        1,
        "streamer is \"no!\", expected a login: up to 25 letters, digits and underscores.",
        tap(TOKEN, "--streamer", "no!", "--url", url(port)));
    expect(2, "TAP_TOKEN is not set, expected the token of the processes.", tap(""));
    expect(2, "--colour is not known.", tap(TOKEN, "--colour"));
  }

  @Test
  void tellsWhatBecameOfAMessage() throws Exception {
    var port = FreePorts.one();
    var running = service(port);
    RecentOutcomes.of(running.vertx())
        .add("webhook.ingest", new MessageSubject("m-1", "tfue"), "delivered", null);

    var known = tap(TOKEN, "--message", "m-1", "--url", url(port));
    var unknown = tap(TOKEN, "--message", "m-2", "--url", url(port));

    assertThat(known.exitCode()).isZero();
    assertThat(known.output().get(0)).contains("node-1", "webhook.ingest", "tfue  delivered");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.output())
        .contains("No process remembers m-2. It never arrived, or is too long ago. Asked: node-1.");
  }

  @Test
  void reportsABrokenConnection() throws Exception {
    var url =
        url(
            server(
                request -> {
                  request
                      .response()
                      .setChunked(true)
                      .putHeader("Content-Type", "text/event-stream")
                      .write("data: {}\n\n")
                      .onSuccess(sent -> request.connection().close());
                }));

    expect(
        1,
        "The connection to %s broke. Open a tap at another process by --url.".formatted(url),
        tap(TOKEN, "--json", "--url", url));
  }

  private static void expect(int code, String sentence, JavaProcess tap) throws Exception {
    assertThat(tap.exitCode()).isEqualTo(code);
    await().untilAsserted(() -> assertThat(tap.errors()).first().isEqualTo(sentence));
    assertThat(tap.errors()).noneMatch(it -> it.startsWith("\tat "));
  }

  private static boolean deliver(RunningServices from) {
    var event =
        new StreamEvent(
            "m1",
            "stream.online",
            Instant.EPOCH,
            new Streamer("1", "tfue", "Tfue"),
            "→ a headline",
            new JsonObject());
    Contracts.DELIVER_EVENT.ask(from.vertx().eventBus(), event);
    return true;
  }

  /** Runs the command in a locale with ASCII only. */
  private JavaProcess tap(String token, String... arguments) throws Exception {
    var process =
        new JavaProcess(
            List.of("-Dfile.encoding=US-ASCII"),
            TapMain.class.getName(),
            Map.of("TAP_TOKEN", token, "LC_ALL", "C"),
            arguments);
    resources.add(process);
    return process;
  }

  private RunningServices service(int port) throws Exception {
    var environment =
        Map.of("MANAGEMENT_PORT", String.valueOf(port), "TAP_TOKEN", TOKEN, "POD_NAME", "node-1");
    var running = RunningServices.start(environment, Clock.systemUTC(), List.of(new Deliverer()));
    resources.add(running);
    return running;
  }

  private int server(Handler<HttpServerRequest> handler) throws Exception {
    var vertx = Vertx.vertx();
    resources.add(() -> vertx.close().await(60, SECONDS));
    return vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(0)
        .await(60, SECONDS)
        .actualPort();
  }

  private static String url(int port) {
    return "http://localhost:" + port;
  }

  private static final class Deliverer implements Service {
    @Override
    public String name() {
      return "deliverer";
    }

    @Override
    public Function<ServiceContext, Supplier<Deployable>> configure(Settings settings) {
      return serviceContext -> Verticle::new;
    }
  }

  private static final class Verticle extends VerticleBase {
    @Override
    public Future<?> start() {
      return Contracts.DELIVER_EVENT
          .serve(vertx.eventBus(), it -> Future.succeededFuture(new DeliveryAcceptance(true)))
          .completion();
    }
  }
}
