package dev.streamviewer.platform.launch;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.ClusterConfig;
import dev.streamviewer.platform.cluster.ClusteredVertx;
import dev.streamviewer.platform.config.ConfigurationException;
import dev.streamviewer.platform.config.ConfigurationSources;
import dev.streamviewer.platform.config.Settings;
import dev.streamviewer.platform.config.UnknownVariables;
import dev.streamviewer.platform.contract.Contracts;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.health.ProcessHealth;
import dev.streamviewer.platform.health.ReadinessLog;
import dev.streamviewer.platform.record.UnreadableRecord;
import dev.streamviewer.platform.telemetry.BuildInfo;
import dev.streamviewer.platform.telemetry.BusLatency;
import dev.streamviewer.platform.telemetry.LogConfig;
import dev.streamviewer.platform.telemetry.LogIdentity;
import dev.streamviewer.platform.telemetry.ProcessMeters;
import dev.streamviewer.platform.telemetry.TracingSetup;
import dev.streamviewer.platform.telemetry.VertxInstrumentation;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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

  private static final BuildInfo BUILD = BuildInfo.of(RunningServices.class);

  private static final long READ_SECONDS = 60;
  private static final Duration START_STALL = Duration.ofSeconds(60);
  private static final Duration JOIN_STALL = Duration.ofSeconds(20);
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
      TracingSetup tracing,
      LogConfig log,
      List<String> unknownVariables,
      String node,
      List<Function<ServiceContext, Supplier<Deployable>>> verticles) {}

  /**
   * Starts services in the given order and waits until all are deployed. When a service fails, the
   * started services are stopped again. Do not call on an event loop.
   *
   * @param environment the variables, which override those of the configuration file
   * @throws ConfigurationException if any variable is wrong; then nothing was started
   * @throws Exception if a service cannot start, or makes no progress
   */
  public static RunningServices start(
      Map<String, String> environment, Clock clock, List<Service> services) throws Exception {
    var plan = plan(environment, services);
    plan.log().apply(new LogIdentity(name(services), plan.node(), BUILD.version()));
    log.info("Starting {}, version {}", plan.node(), BUILD);
    plan.unknownVariables().forEach(log::warn);
    var meters = new ProcessMeters(BUILD, name(services));
    Predicate<String> holds = map -> services.stream().anyMatch(it -> it.holds(map));
    var instruments = meters.and(plan.tracing()).and(loops(plan.cluster(), services));
    var vertx = join(plan, instruments, holds, JOIN_ATTEMPTS);
    var running = new RunningServices(vertx.vertx(), meters, plan.tracing());
    try {
      var progress = new StartProgress(START_STALL);
      progress.await(running.startAll(plan, services, clock, vertx.cluster(), progress));
      return running;
    } catch (Exception e) {
      running.close();
      throw e;
    }
  }

  private static ClusteredVertx join(
      Plan plan, VertxInstrumentation instruments, Predicate<String> holds, int attempts)
      throws Exception {
    var progress = new StartProgress(JOIN_STALL);
    var joining =
        ClusteredVertx.start(plan.cluster(), instruments, holds, plan.node(), progress::step);
    try {
      return progress.await(joining);
    } catch (Exception e) {
      if (attempts == 1) {
        throw e;
      }
      log.warn("Joining the cluster failed and is tried again: {}", StartFailure.sentence(e));
      // A late join must not keep the ports from the next attempt.
      leave(joining);
      return join(plan, instruments, holds, attempts - 1);
    }
  }

  private static void leave(Future<ClusteredVertx> joining) throws TimeoutException {
    try {
      joining.compose(late -> late.vertx().close()).otherwiseEmpty().await(LEAVE_SECONDS, SECONDS);
    } catch (TimeoutException e) {
      throw new TimeoutException(
          "the cluster did not accept this process, and the attempt to join did not end within %d s;"
                  .formatted(LEAVE_SECONDS)
              + " check that the other members respond and that the machine is not overloaded");
    }
  }

  /**
   * A service alone in its process has one event loop, which it shares with the bus: a message then
   * wakes one thread. All services on a single core share one, too.
   */
  private static VertxInstrumentation loops(ClusterConfig cluster, List<Service> services) {
    return isOnOneCore() || cluster.mode() != ClusterConfig.Mode.NONE && services.size() == 1
        ? (options, builder) -> options.setEventLoopPoolSize(1)
        : VertxInstrumentation.NONE;
  }

  private static boolean isOnOneCore() {
    return Runtime.getRuntime().availableProcessors() == 1;
  }

  /** Reads all variables before any other step, with a temporary Vert.x. */
  private static Plan plan(Map<String, String> environment, List<Service> services)
      throws TimeoutException {
    var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    try {
      var settings = ConfigurationSources.load(vertx, environment).await(READ_SECONDS, SECONDS);
      var cluster = ClusterConfig.from(settings);
      var node = node(settings, services);
      var plan =
          new Plan(
              cluster,
              ManagementAddress.from(settings, cluster),
              extensions(settings),
              TracingSetup.from(settings, name(services), node, BUILD.version()),
              LogConfig.from(settings),
              UnknownVariables.in(settings, environment),
              node,
              services.stream().map(service -> service.configure(settings)).toList());
      if (!settings.faults().isEmpty()) {
        plan.tracing().close();
      }
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
    var begin = System.nanoTime();
    var drain = new DrainReport(meters.registry());
    var underWay = drain.underWay();
    log.info("Stopping; under way: {}", underWay.isEmpty() ? "nothing" : underWay);
    Collections.reverse(deployments);
    try {
      Sequentially.forEach(deployments.iterator(), it -> vertx.undeploy(it).otherwiseEmpty())
          .await(STOP_SECONDS, SECONDS);
      var left = drain.underWay();
      if (left.isEmpty()) {
        log.info("Drained: nothing is under way any more");
      } else {
        log.warn("Drained, except for {}", left);
      }
      vertx.close().await(STOP_SECONDS, SECONDS);
    } catch (TimeoutException e) {
      log.warn(
          "The process could not stop everything within {} s; left: {}",
          STOP_SECONDS,
          drain.underWay());
    } catch (RejectedExecutionException e) {
      log.debug("Vert.x was closed before its services were stopped", e);
    }
    meters.close();
    tracing.close();
    log.info("Stopped after {} ms", Duration.ofNanos(System.nanoTime() - begin).toMillis());
  }

  private Future<Void> startAll(
      Plan plan, List<Service> services, Clock clock, Cluster cluster, StartProgress progress) {
    meters.start(vertx);
    BusLatency.measure(vertx, meters.registry());
    UnreadableRecord.measure(vertx, meters.registry(), StreamEvent.class);
    ClusterMeters.register(meters.registry(), cluster);
    var serviceContext =
        new ServiceContext(meters.registry(), health.readiness(), clock, BUILD.version(), cluster);
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
    return Sequentially.forEach(
            steps.iterator(), step -> step.get().onSuccess(done -> progress.step()))
        .onSuccess(
            done -> {
              health.started();
              ReadinessLog.follow(vertx, health.readiness());
            });
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
}
