package dev.streamviewer.demo.chaos.fleet;

import static dev.streamviewer.testing.Await.eventually;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.demo.chaos.page.ChaosPage;
import dev.streamviewer.demo.chaos.page.PublishLog;
import dev.streamviewer.demo.chaos.page.RealPage;
import dev.streamviewer.demo.chaos.page.SignedInViewer;
import dev.streamviewer.sandbox.Sandbox;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.SandboxControl;
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
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs all services in separate JVMs as a cluster, between a sandbox that resends unacknowledged
 * messages and a page that observes.
 */
public final class ServiceFleet implements AutoCloseable {
  /** Twitch has seven types of public events for each streamer. */
  private static final int PUBLIC_TYPES = 7;

  public static final List<String> STREAMERS = List.of("hubveteran", "orbitaltea", "nightowlchess");

  /** The secret of Twitch's signatures. */
  public static final String WEBHOOK_SECRET = "chaos-webhook-secret";

  /** The streamer that the page in Chromium watches. */
  public static final String IN_BROWSER = "saltwaterkeys";

  private static final Path FOLDER = Path.of("target", "chaos");
  private static final int FOREVER = 1_000_000;

  /** The processes behind the load balancer. */
  private enum Entrance {
    /** Gateways, with each other service in processes of its own. */
    GATEWAY("dev.streamviewer.gateway.GatewayMain"),
    /** Processes that run all services. */
    POD("dev.streamviewer.allinone.AllInOneMain");

    private final String mainClass;

    Entrance(String mainClass) {
      this.mainClass = mainClass;
    }

    String name(int index) {
      return name().toLowerCase(Locale.ROOT) + "-" + (index + 1);
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final List<ServiceProcess> processes = new ArrayList<>();
  private final Thread shutdownHook = new Thread(this::clear);
  private final ClusterLayout layout;
  private final String classPath;
  private final Sandbox sandbox;
  private final URI publicUrl;
  private final LoadBalancer loadBalancer;
  private final SandboxControl control;
  private final PublishLog publishLog;
  private final ChaosPage page;
  private final SignedInViewer viewer;
  private final RealPage realPage;

  private ServiceFleet(Entrance entrance, int entrances, ClusterLayout layout, String classPath)
      throws Exception {
    this.layout = layout;
    this.classPath = classPath;
    Runtime.getRuntime().addShutdownHook(shutdownHook);
    try {
      sandbox = Sandbox.start(vertx, options()).await(60, SECONDS);
      control = new SandboxControl(URI.create(sandbox.twitchUrl()));
      var publicPort = FreePorts.one();
      publicUrl = URI.create("http://localhost:" + publicPort);
      var ports = IntStream.range(0, entrances).mapToObj(i -> FreePorts.one()).toList();
      loadBalancer = new LoadBalancer(vertx, addresses(entrance, ports));
      loadBalancer.listen(vertx, publicPort).await(60, SECONDS);
      addAll(entrance, ports);
      for (var process : processes) {
        process.start();
      }
      processes.forEach(ServiceProcess::awaitReady);
      sandbox.pusherWebhooksTo(publicUrl.resolve("/api/pusher/webhook"));
      viewer = eventually(() -> signIn("tfue"));
      var all = Stream.concat(STREAMERS.stream(), Stream.of(IN_BROWSER)).toList();
      for (var streamer : all) {
        eventually(() -> viewer.ask("PUT", "/api/streamers/%s/watch".formatted(streamer)));
        control.awaitSubscriptionsAtLeast(streamer, PUBLIC_TYPES);
      }
      publishLog = new PublishLog(vertx, control);
      publishLog.open(sandbox.pusherPort(), all);
      page = new ChaosPage(vertx, viewer);
      page.open(sandbox.pusherPort(), all);
      realPage = new RealPage(publicUrl, viewer, IN_BROWSER);
    } catch (Exception | AssertionError failure) {
      release();
      throw failure;
    }
  }

  /** Starts the whole fleet; after a failure, nothing of it keeps running. */
  public static ServiceFleet start(int gateways, ClusterLayout layout) {
    return start(Entrance.GATEWAY, gateways, layout, presentRelease());
  }

  /**
   * Starts the fleet of another release.
   *
   * @param classPath the release
   */
  public static ServiceFleet start(int gateways, ClusterLayout layout, String classPath) {
    return start(Entrance.GATEWAY, gateways, layout, classPath);
  }

  /** Starts processes that run all services each. */
  public static ServiceFleet startPods(int pods, ClusterLayout layout) {
    return start(Entrance.POD, pods, layout, presentRelease());
  }

  private static ServiceFleet start(
      Entrance entrance, int entrances, ClusterLayout layout, String classPath) {
    try {
      return new ServiceFleet(entrance, entrances, layout, classPath);
    } catch (Exception e) {
      throw new AssertionError("The fleet does not start", e);
    }
  }

  /** Returns the class path of the present tree. */
  public static String presentRelease() {
    return System.getProperty("java.class.path");
  }

  /** Signs in a further viewer. */
  public SignedInViewer signIn(String user) {
    return SignedInViewer.signIn(publicUrl, user);
  }

  public ClusterLayout layout() {
    return layout;
  }

  public SandboxControl control() {
    return control;
  }

  /** Returns the callback of Twitch's webhooks. */
  public URI callback() {
    return publicUrl.resolve("/api/callback");
  }

  public LoadBalancer loadBalancer() {
    return loadBalancer;
  }

  public PublishLog publishLog() {
    return publishLog;
  }

  public ChaosPage page() {
    return page;
  }

  /** Returns the product's page in a browser. */
  public RealPage realPage() {
    return realPage;
  }

  /** Returns a viewer who signed in before the tests. */
  public SignedInViewer viewer() {
    return viewer;
  }

  public ServiceProcess process(String name) {
    return processes.stream().filter(it -> it.name().equals(name)).findFirst().orElseThrow();
  }

  /** Returns the processes in start order, each after the processes that it needs. */
  public List<ServiceProcess> processes() {
    return Collections.unmodifiableList(processes);
  }

  /** Returns the number of outbox events in the cluster. */
  public double outboxSize() {
    return processes.stream()
        .mapToDouble(process -> process.metric("sev_webhook_outbox_size"))
        .max()
        .orElse(0);
  }

  /** Returns the memory of all services in MB after a collection. */
  public long heap() {
    return processes.stream().mapToLong(ServiceProcess::heap).sum();
  }

  @Override
  public void close() {
    realPage.close();
    release();
  }

  private void release() {
    clear();
    Runtime.getRuntime().removeShutdownHook(shutdownHook);
    vertx.close();
  }

  private void clear() {
    processes.forEach(ServiceProcess::close);
    layout.close();
  }

  private void addAll(Entrance entrance, List<Integer> ports) throws IOException {
    Files.createDirectories(FOLDER);
    layout.writeStack(FOLDER.resolve("overrides"));
    layout.writeIsolatedStack(FOLDER.resolve("alone"));
    if (entrance == Entrance.GATEWAY) {
      addServices();
    }
    for (var i = 0; i < ports.size(); i++) {
      add(entrance.name(i), entrance.mainClass, ports.get(i));
    }
  }

  private void addServices() throws IOException {
    add("auth-1", "dev.streamviewer.auth.AuthMain", FreePorts.one());
    for (var name : List.of("notifier-1", "notifier-2")) {
      add(name, "dev.streamviewer.notifier.NotifierMain", FreePorts.one());
    }
    for (var name : List.of("webhook-1", "webhook-2")) {
      add(name, "dev.streamviewer.webhook.WebhookMain", FreePorts.one());
    }
  }

  private List<SocketAddress> addresses(Entrance entrance, List<Integer> ports) {
    return IntStream.range(0, ports.size())
        .mapToObj(
            i -> SocketAddress.inetSocketAddress(ports.get(i), layout.addressOf(entrance.name(i))))
        .toList();
  }

  private void add(String name, String mainClass, int port) throws IOException {
    Files.deleteIfExists(FOLDER.resolve(name + ".log"));
    processes.add(
        new ServiceProcess(
            name,
            layout.prefix(name),
            layout.addressOf(name),
            mainClass,
            classPath,
            FOLDER.resolve("overrides").toAbsolutePath(),
            FOLDER.resolve("alone").toAbsolutePath(),
            variables(name, port),
            FOLDER));
  }

  private Map<String, String> variables(String name, int port) {
    var home = layout.home(name);
    var twitch = "http://%s:%d".formatted(home, sandbox.twitchPort());
    var oauth = sandbox.options().twitch().oauth();
    var app = sandbox.options().pusher().app();
    var variables = new TreeMap<>(layout.cluster(name));
    variables.put("PORT", String.valueOf(port));
    variables.put("MANAGEMENT_PORT", String.valueOf(FreePorts.one()));
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

  /** Options with which Twitch resends soon and never gives up. */
  private SandboxOptions options() {
    var pauses = new ArrayList<>(List.of(Duration.ofMillis(300), Duration.ofMillis(700)));
    pauses.addAll(Collections.nCopies(300, Duration.ofSeconds(1)));
    return SandboxOptions.forTests()
        .withBindHost(layout.bindHost())
        .withTwitch(
            twitch ->
                twitch.withEventSub(
                    twitch
                        .eventSub()
                        .withRetryDelays(pauses)
                        .withFailuresBeforeRevocation(FOREVER)));
  }
}
