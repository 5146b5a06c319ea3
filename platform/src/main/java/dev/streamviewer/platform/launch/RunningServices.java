package dev.streamviewer.platform.launch;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.config.ConfigurationException;
import dev.streamviewer.platform.config.ConfigurationSources;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.health.ProcessHealth;
import dev.streamviewer.platform.telemetry.BusLatency;
import dev.streamviewer.platform.telemetry.ProcessMeters;
import dev.streamviewer.platform.telemetry.TracingConfig;
import dev.streamviewer.platform.telemetry.TracingSetup;
import dev.streamviewer.platform.telemetry.VertxInstrumentation;
import io.micrometer.core.instrument.Gauge;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The services running in this process, and its management server. */
public final class RunningServices implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RunningServices.class);

  private static final long START_SECONDS = 60;
  private static final long JOIN_SECONDS = 20;
  private static final int JOIN_ATTEMPTS = 4;

  /** Longer than the half minute after which JGroups gives up. */
  private static final long LEAVE_SECONDS = 40;

  private static final long STOP_SECONDS = 20;

  private static final DeploymentOptions ON_WORKER =
      new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER);

  private final Vertx vertx;
  private final ProcessMeters meters;
  private final TracingSetup tracing;
  private final ProcessHealth health;
  private final List<String> deployments = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunningServices(Vertx vertx, ProcessMeters meters, TracingSetup tracing) {
    this.vertx = vertx;
    this.meters = meters;
    this.tracing = tracing;
    this.health = new ProcessHealth(vertx);
  }

  /** The valid configuration of a process and its services. */
  private record Plan(
      ClusterConfig cluster,
      ManagementAddress management,
      Map<String, ProcessExtension.Configured> extensions,
      Optional<TracingConfig> tracing,
      String node,
      List<Function<ServiceContext, Supplier<Deployable>>> verticles) {}

  /**
   * Starts services in the given order and waits until all are deployed. When a service fails, the
   * started services are stopped again. Do not call on an event loop.
   *
   * @param environment the variables, which override those of the configuration file
   * @throws ConfigurationException if any variable is wrong; then nothing was started
   * @throws Exception if a service cannot start, or not in time
   */
  public static RunningServices start(
      Map<String, String> environment, Clock clock, List<Service> services) throws Exception {
    var plan = plan(environment, services);
    var meters = new ProcessMeters(version());
    var tracing = TracingSetup.of(plan.tracing(), name(services), plan.node(), version());
    Predicate<String> holds = map -> services.stream().anyMatch(it -> it.holds(map));
    var instruments = meters.and(tracing).and(loops(plan.cluster(), services));
    var vertx = join(plan.cluster(), instruments, holds, JOIN_ATTEMPTS);
    var running = new RunningServices(vertx.vertx(), meters, tracing);
    try {
      running.startAll(plan, services, clock, vertx.cluster()).await(START_SECONDS, SECONDS);
      return running;
    } catch (Exception e) {
      running.close();
      throw e;
    }
  }

  private static ClusteredVertx join(
      ClusterConfig cluster,
      VertxInstrumentation instruments,
      Predicate<String> holds,
      int attempts)
      throws Exception {
    var joining = ClusteredVertx.start(cluster, instruments, holds);
    try {
      return joining.await(JOIN_SECONDS, SECONDS);
    } catch (Exception e) {
      if (attempts == 1) {
        throw e;
      }
      log.warn(
          "Joining the cluster failed and is tried again: {}",
          e instanceof TimeoutException
              ? "it took longer than %d s".formatted(JOIN_SECONDS)
              : e.getMessage());
      // A late join must not keep the ports from the next attempt.
      joining.compose(late -> late.vertx().close()).otherwiseEmpty().await(LEAVE_SECONDS, SECONDS);
      return join(cluster, instruments, holds, attempts - 1);
    }
  }

  /**
   * A service alone in its process has one event loop, which it shares with the bus: a message then
   * wakes one thread.
   */
  private static VertxInstrumentation loops(ClusterConfig cluster, List<Service> services) {
    return cluster.mode() != ClusterConfig.Mode.NONE && services.size() == 1
        ? (options, builder) -> options.setEventLoopPoolSize(1)
        : VertxInstrumentation.NONE;
  }

  /** Reads all variables before any other step, with a temporary Vert.x. */
  private static Plan plan(Map<String, String> environment, List<Service> services)
      throws TimeoutException {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var settings = ConfigurationSources.load(vertx, environment).await(START_SECONDS, SECONDS);
      var cluster = ClusterConfig.from(settings);
      var plan =
          new Plan(
              cluster,
              ManagementAddress.from(settings, cluster),
              extensions(settings),
              TracingConfig.from(settings),
              node(settings, services),
              services.stream().map(service -> service.configure(settings)).toList());
      settings.verify();
      return plan;
    } finally {
      vertx.close().await(STOP_SECONDS, SECONDS);
    }
  }

  private static Map<String, ProcessExtension.Configured> extensions(Settings settings) {
    var extensions = new TreeMap<String, ProcessExtension.Configured>();
    ServiceLoader.load(ProcessExtension.class)
        .forEach(it -> extensions.put(it.name(), it.configure(settings)));
    return extensions;
  }

  /** The Vert.x that all services share. */
  public Vertx vertx() {
    return vertx;
  }

  /**
   * Stops the services in reverse order, then everything else; waits for the end. Has no effect
   * when called again.
   */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    health.stopping();
    Collections.reverse(deployments);
    try {
      Sequentially.forEach(deployments.iterator(), it -> vertx.undeploy(it).otherwiseEmpty())
          .await(STOP_SECONDS, SECONDS);
      vertx.close().await(STOP_SECONDS, SECONDS);
    } catch (TimeoutException e) {
      log.warn("The process could not stop everything within {} s", STOP_SECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("Vert.x was closed before its services were stopped", e);
    }
    meters.close();
    tracing.close();
  }

  private Future<Void> startAll(Plan plan, List<Service> services, Clock clock, Cluster cluster) {
    BusLatency.measure(vertx, meters.registry());
    Gauge.builder("cluster_members", cluster, Cluster::size)
        .description("Processes that share the bus, this one included, as it sees them")
        .register(meters.registry());
    var serviceContext =
        new ServiceContext(meters.registry(), health.readiness(), clock, version(), cluster);
    services.forEach(service -> health.expect(service.name()));
    if (vertx.isClustered()) {
      health.watch(cluster);
    }
    Contracts.register(vertx.eventBus());
    var steps = new ArrayList<Supplier<Future<Void>>>();
    steps.add(() -> deploy("management", () -> managementServer(plan)));
    plan.extensions()
        .forEach(
            (name, extension) ->
                extension
                    .verticle(plan.node(), clock)
                    .ifPresent(it -> steps.add(() -> deploy(name, it, ON_WORKER))));
    for (var i = 0; i < services.size(); i++) {
      var name = services.get(i).name();
      var verticle = plan.verticles().get(i);
      steps.add(() -> deployService(name, verticle.apply(serviceContext)));
    }
    steps.add(() -> deploy("presence", () -> discovery(services, serviceContext)));
    return Sequentially.forEach(steps.iterator(), Supplier::get);
  }

  private ManagementServer managementServer(Plan plan) {
    var extensions = List.copyOf(plan.extensions().values());
    return new ManagementServer(plan.management(), health, meters.registry(), extensions);
  }

  /** The name of this process: the pod's name, else the service and the process id. */
  private static String node(Settings settings, List<Service> services) {
    return settings.text("POD_NAME", name(services) + "-" + ProcessHandle.current().pid());
  }

  private static String name(List<Service> services) {
    return services.size() == 1 ? services.get(0).name() : "all-in-one";
  }

  private static ServiceDiscovery discovery(List<Service> services, ServiceContext serviceContext) {
    return new ServiceDiscovery(
        services.stream().map(Service::name).toList(),
        services.stream().flatMap(service -> service.needs().stream()).distinct().toList(),
        serviceContext);
  }

  private Future<Void> deployService(String name, Supplier<Deployable> verticle) {
    return deploy(name, () -> health.watch(name, verticle.get()));
  }

  private Future<Void> deploy(String name, Supplier<Deployable> verticle) {
    return deploy(name, verticle, new DeploymentOptions());
  }

  private Future<Void> deploy(
      String name, Supplier<Deployable> verticle, DeploymentOptions options) {
    log.info("Starting {}", name);
    return vertx.deployVerticle(verticle, options).onSuccess(deployments::add).mapEmpty();
  }

  private static String version() {
    return Optional.ofNullable(RunningServices.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
