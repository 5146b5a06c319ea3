package dev.streamviewer.platform.cluster;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.platform.cluster.ClusterConfig.Mode;
import dev.streamviewer.platform.telemetry.VertxInstrumentation;
import io.reactivex.rxjava3.plugins.RxJavaPlugins;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Vert.x, clustered if configured. Only this class knows the cluster manager: Infinispan, whose
 * traffic can be encrypted and authenticated.
 *
 * @param vertx closed by the caller
 */
public record ClusteredVertx(Vertx vertx, Cluster cluster) {
  private static final Logger log = LoggerFactory.getLogger(ClusteredVertx.class);

  private static final Duration REREGISTRATION_INTERVAL = Duration.ofSeconds(2);

  /** Starts Vert.x without instrumentation; as a member it is a holder of all maps. */
  public static Future<ClusteredVertx> start(ClusterConfig config) {
    return start(config, VertxInstrumentation.NONE, map -> true);
  }

  /** Starts Vert.x with a name that only the process id makes unique. */
  public static Future<ClusteredVertx> start(
      ClusterConfig config, VertxInstrumentation instruments, Predicate<String> holds) {
    var node = "member-" + ProcessHandle.current().pid();
    return start(config, instruments, holds, node, () -> {});
  }

  /**
   * Starts Vert.x, alone or as a member. A member that cannot open the maps leaves the cluster, and
   * the caller may start again.
   *
   * @param holds whether a member is a holder of a shared map, by the map's name
   * @param node the name of this process for operators
   * @param progress called after each step of joining
   */
  public static Future<ClusteredVertx> start(
      ClusterConfig config,
      VertxInstrumentation instruments,
      Predicate<String> holds,
      String node,
      Runnable progress) {
    var options = new VertxOptions();
    var builder = Vertx.builder();
    instruments.install(options, builder);
    if (config.mode() == Mode.NONE) {
      return Future.succeededFuture(
          new ClusteredVertx(builder.with(options).build(), Cluster.NONE));
    }
    DeserializationFilter.install();
    setSystemProperties(config, node);
    var certificates =
        config.tls().map(folder -> new RenewableCertificates(folder, Clock.systemUTC()));
    // Infinispan has already given up by then, and RxJava would print the error outside the log.
    RxJavaPlugins.setErrorHandler(
        late -> log.debug("A failure came too late for its caller", late));
    var manager = new ReregisteringClusterManager(holds);
    return builder
        .with(options.setEventBusOptions(bus(config)))
        .withClusterManager(manager)
        .buildClustered()
        .compose(
            vertx -> {
              progress.run();
              return certificates
                  .map(it -> renew(vertx, it))
                  .orElseGet(Future::succeededFuture)
                  .compose(renewing -> SharedMaps.open(vertx, progress))
                  .map(opened -> member(vertx, manager, certificates))
                  .recover(failure -> leave(vertx, failure));
            });
  }

  /** Reads the certificates again when they change. */
  private static Future<Void> renew(Vertx vertx, RenewableCertificates certificates) {
    vertx.setPeriodic(
        SECONDS.toMillis(BusTransport.RELOAD_SECONDS),
        timer ->
            vertx
                .executeBlocking(certificates::reload)
                .onSuccess(
                    renewed -> {
                      if (renewed) {
                        log.info(
                            "The certificates of the bus were renewed, until {}",
                            certificates.expiresAt());
                      }
                    })
                .onFailure(
                    failure ->
                        log.warn(
                            "The bus keeps its certificates, which end at {}: {}",
                            certificates.expiresAt(),
                            failure.getMessage())));
    return BusConnections.use(vertx, certificates);
  }

  private static ClusteredVertx member(
      Vertx vertx,
      ReregisteringClusterManager manager,
      Optional<RenewableCertificates> certificates) {
    vertx.setPeriodic(REREGISTRATION_INTERVAL.toMillis(), timer -> manager.reregister());
    return new ClusteredVertx(vertx, new Members(vertx, manager, certificates));
  }

  private record Members(
      Vertx vertx,
      ReregisteringClusterManager manager,
      Optional<RenewableCertificates> certificates)
      implements Cluster {
    @Override
    public int size() {
      return manager.isActive() ? manager.getNodes().size() : 1;
    }

    @Override
    public boolean keepsCopies(String map) {
      return manager.keepsCopies(map);
    }

    @Override
    public EntryOwners owners(String map, String key) {
      return manager.owners(map, key);
    }

    @Override
    public Optional<String> node() {
      return Optional.of(manager.getNodeId());
    }

    @Override
    public Set<String> members() {
      return manager.isActive() ? Set.copyOf(manager.getNodes()) : Set.of();
    }

    @Override
    public Future<List<String>> servers(String address) {
      return manager.servers(address);
    }

    @Override
    public Optional<Instant> certificatesEnd() {
      return certificates.map(RenewableCertificates::expiresAt);
    }

    @Override
    public Optional<BulkMap> bulkMap(String map) {
      return Optional.of(new InfinispanBulkMap(vertx, map, () -> manager.cache(map)));
    }
  }

  private static Future<ClusteredVertx> leave(Vertx vertx, Throwable failure) {
    return vertx.close().otherwiseEmpty().compose(closed -> Future.failedFuture(failure));
  }

  private static EventBusOptions bus(ClusterConfig config) {
    var options = new EventBusOptions().setHost(config.host()).setConnectTimeout(1_000);
    if (config.mode() == Mode.DNS) {
      options.setPort(config.busPort());
    }
    config.tls().ifPresent(folder -> secure(options, folder));
    return options;
  }

  private static void secure(EventBusOptions options, Path folder) {
    options
        .setSsl(true)
        .setClientAuth(ClientAuth.REQUIRED)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .setCertPath(folder.resolve(BusCertificates.CERTIFICATE).toString())
                .setKeyPath(folder.resolve(BusCertificates.KEY).toString()))
        .setTrustOptions(
            new PemTrustOptions()
                .addCertPath(folder.resolve(BusCertificates.AUTHORITY).toString()));
  }

  /**
   * Sets the system properties that parametrize the JGroups and Infinispan files, their only source
   * of variables.
   */
  private static void setSystemProperties(ClusterConfig config, String node) {
    var stack = "cluster/jgroups-%s.xml".formatted(config.mode() == Mode.DNS ? "dns" : "local");
    // JGroups uses one protocol for all its sockets, and IPv4 where both are preferred.
    System.setProperty("java.net.preferIPv4Stack", String.valueOf(!config.usesIpv6()));
    System.setProperty("java.net.preferIPv6Addresses", String.valueOf(config.usesIpv6()));
    System.setProperty("vertx.infinispan.config", "cluster/infinispan.xml");
    System.setProperty("streamviewer.node", MemberName.unique(node));
    System.setProperty("streamviewer.bind", config.host());
    System.setProperty("streamviewer.port", String.valueOf(config.port()));
    System.setProperty("streamviewer.dns", config.dns());
    System.setProperty("streamviewer.certificates", config.tls().map(Path::toString).orElse(""));
    System.setProperty("streamviewer.jgroups", stack);
  }
}
