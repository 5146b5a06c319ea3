package dev.streamviewer.sandbox.chaos;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * All services in JVMs of their own, clustered, between a sandbox that sends again what is not
 * answered 2xx and a page that looks on.
 */
final class ServiceFleet implements AutoCloseable {
  static final List<String> STREAMERS = List.of("hubveteran", "orbitaltea", "nightowlchess");

  /** What Twitch signs with. */
  static final String WEBHOOK_SECRET = "chaos-webhook-secret";

  /** Whom the page in Chromium watches. */
  static final String IN_BROWSER = "saltwaterkeys";

  private static final Path FOLDER = Path.of("target", "chaos");
  private static final int FOREVER = 1_000_000;

  private final FreePorts ports = new FreePorts();
  private final Vertx vertx = Vertx.vertx();
  private final List<ServiceProcess> processes = new ArrayList<>();
  private final Thread lastResort = new Thread(this::clear);
  private final ClusterLayout terrain;
  private final Sandbox sandbox;
  private final URI publicUrl;
  private final LoadBalancer frontDoor;
  private final SandboxControl stage;
  private final PublishLog ledger;
  private final ChaosPage page;
  private final SignedInViewer viewer;
  private final RealPage realPage;

  private ServiceFleet(int gateways, ClusterLayout terrain) throws Exception {
    this.terrain = terrain;
    Runtime.getRuntime().addShutdownHook(lastResort);
    sandbox = Sandbox.start(vertx, options()).await(20, SECONDS);
    stage = new SandboxControl(URI.create(sandbox.twitchUrl()));
    var publicPort = ports.one();
    publicUrl = URI.create("http://localhost:" + publicPort);
    var gatewayPorts = IntStream.range(0, gateways).mapToObj(i -> ports.one()).toList();
    frontDoor = new LoadBalancer(vertx, addresses(gatewayPorts));
    frontDoor.listen(vertx, publicPort).await(20, SECONDS);
    addAll(gatewayPorts);
    for (var process : processes) {
      process.start();
    }
    processes.forEach(ServiceProcess::awaitReady);
    sandbox.pusherWebhooksTo(publicUrl.resolve("/api/pusher/webhook"));
    viewer = SignedInViewer.signIn(publicUrl, "tfue");
    var all = Stream.concat(STREAMERS.stream(), Stream.of(IN_BROWSER)).toList();
    for (var streamer : all) {
      viewer.ask("PUT", "/api/streamers/%s/watch".formatted(streamer));
      stage.awaitSubscriptions(streamer);
    }
    ledger = new PublishLog(vertx, stage);
    ledger.open(sandbox.pusherPort(), all);
    page = new ChaosPage(vertx, viewer);
    page.open(sandbox.pusherPort(), all);
    realPage = new RealPage(publicUrl, viewer, IN_BROWSER);
  }

  /** Starts all of it; if that fails, what is running ends with this JVM. */
  static ServiceFleet start(int gateways, ClusterLayout terrain) {
    try {
      return new ServiceFleet(gateways, terrain);
    } catch (Exception e) {
      throw new AssertionError("The fleet does not start", e);
    }
  }

  ClusterLayout terrain() {
    return terrain;
  }

  SandboxControl stage() {
    return stage;
  }

  /** Where Twitch posts to. */
  URI callback() {
    return publicUrl.resolve("/api/callback");
  }

  LoadBalancer frontDoor() {
    return frontDoor;
  }

  PublishLog ledger() {
    return ledger;
  }

  ChaosPage page() {
    return page;
  }

  /** Our page, in a browser. */
  RealPage realPage() {
    return realPage;
  }

  /** Somebody who signed in before all of it. */
  SignedInViewer viewer() {
    return viewer;
  }

  ServiceProcess process(String name) {
    return processes.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** In the order in which they were started: none before those that it needs. */
  List<ServiceProcess> processes() {
    return Collections.unmodifiableList(processes);
  }

  /** How many events wait for Pusher in the memory of the cluster. */
  double waiting() {
    return processes.stream()
        .filter(process -> process.name().startsWith("webhook"))
        .mapToDouble(process -> process.metric("webhook_outbox_size"))
        .max()
        .orElse(0);
  }

  /** What all services hold in memory, after a collection, in MB. */
  long heap() {
    return processes.stream().mapToLong(ServiceProcess::heap).sum();
  }

  @Override
  public void close() {
    realPage.close();
    clear();
    Runtime.getRuntime().removeShutdownHook(lastResort);
    vertx.close();
  }

  private void clear() {
    processes.forEach(ServiceProcess::close);
    terrain.close();
  }

  private void addAll(List<Integer> gatewayPorts) throws IOException {
    Files.createDirectories(FOLDER);
    terrain.writeStack(FOLDER.resolve("overrides"));
    terrain.writeLonelyStack(FOLDER.resolve("alone"));
    add("auth-1", "dev.streamviewer.auth.AuthMain", ports.one());
    for (var name : List.of("notifier-1", "notifier-2")) {
      add(name, "dev.streamviewer.notifier.NotifierMain", ports.one());
    }
    for (var name : List.of("webhook-1", "webhook-2")) {
      add(name, "dev.streamviewer.webhook.WebhookMain", ports.one());
    }
    for (var i = 0; i < gatewayPorts.size(); i++) {
      add(gateway(i), "dev.streamviewer.gateway.GatewayMain", gatewayPorts.get(i));
    }
  }

  private List<SocketAddress> addresses(List<Integer> gatewayPorts) {
    return IntStream.range(0, gatewayPorts.size())
        .mapToObj(
            i ->
                SocketAddress.inetSocketAddress(gatewayPorts.get(i), terrain.addressOf(gateway(i))))
        .toList();
  }

  private static String gateway(int index) {
    return "gateway-" + (index + 1);
  }

  private void add(String name, String mainClass, int port) throws IOException {
    Files.deleteIfExists(FOLDER.resolve(name + ".log"));
    processes.add(
        new ServiceProcess(
            name,
            terrain.prefix(name),
            terrain.addressOf(name),
            mainClass,
            FOLDER.resolve("overrides").toAbsolutePath(),
            FOLDER.resolve("alone").toAbsolutePath(),
            variables(name, port),
            FOLDER));
  }

  private Map<String, String> variables(String name, int port) {
    var home = terrain.home(name);
    var twitch = "http://%s:%d".formatted(home, sandbox.twitchPort());
    var oauth = sandbox.options().twitch().oauth();
    var app = sandbox.options().pusher().app();
    var variables = new TreeMap<>(terrain.cluster(name));
    variables.put("PORT", String.valueOf(port));
    variables.put("MANAGEMENT_PORT", String.valueOf(ports.one()));
    variables.put("PUBLIC_URL", publicUrl.toString());
    // All load comes from one address.
    variables.put("MAX_CONNECTIONS_PER_ADDRESS", "0");
    variables.put("WEBHOOK_SECRET", WEBHOOK_SECRET);
    variables.put("TWITCH_CLIENT_ID", oauth.clientId());
    variables.put("TWITCH_CLIENT_SECRET", oauth.clientSecret());
    variables.put("TWITCH_ID_URL", twitch + "/oauth2");
    variables.put("TWITCH_API_URL", twitch + "/helix");
    variables.put("TWITCH_EVENTSUB_URL", twitch.replaceFirst("^http", "ws") + "/eventsub/ws");
    variables.put("TWITCH_PLAYER_URL", twitch + "/player");
    variables.put("TWITCH_CHAT_URL", twitch + "/embed");
    variables.put("PUSHER_APP_ID", app.id());
    variables.put("PUSHER_KEY", app.key());
    variables.put("PUSHER_SECRET", app.secret());
    variables.put("PUSHER_HOST", home);
    variables.put("PUSHER_PORT", String.valueOf(sandbox.pusherPort()));
    variables.put("PUSHER_TLS", "false");
    variables.put("PUSHER_PUBLIC_HOST", "localhost");
    return variables;
  }

  /** Twitch sends again soon, and does not give up. */
  private SandboxOptions options() {
    var pauses = new ArrayList<>(List.of(Duration.ofMillis(300), Duration.ofMillis(700)));
    pauses.addAll(Collections.nCopies(300, Duration.ofSeconds(1)));
    return SandboxOptions.forTests()
        .withBindHost(terrain.bindHost())
        .withTwitch(
            twitch ->
                twitch.withEventSub(
                    twitch
                        .eventSub()
                        .withRetryDelays(pauses)
                        .withFailuresBeforeRevocation(FOREVER)));
  }
}
