package dev.streamviewer.platform.cluster;

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
import java.time.Duration;
import java.util.Optional;
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

  /** Starts Vert.x without instrumentation; as a member it holds a part of the maps. */
  public static Future<ClusteredVertx> start(ClusterConfig config) {
    return start(config, VertxInstrumentation.NONE, true);
  }

  /**
   * Starts Vert.x, alone or as a member. A member that cannot open the maps leaves the cluster, and
   * the caller may start again.
   *
   * @param holdsMaps whether a member holds a part of the shared maps
   */
  public static Future<ClusteredVertx> start(
      ClusterConfig config, VertxInstrumentation instruments, boolean holdsMaps) {
    var options = new VertxOptions();
    var builder = Vertx.builder();
    instruments.install(options, builder);
    if (config.mode() == Mode.NONE) {
      return Future.succeededFuture(
          new ClusteredVertx(builder.with(options).build(), Cluster.NONE));
    }
    DeserializationFilter.install();
    var secrets = setSystemProperties(config);
    // Infinispan has already given up by then, and RxJava would print the error outside the log.
    RxJavaPlugins.setErrorHandler(
        late -> log.debug("A failure came too late for its caller", late));
    var manager = new ReregisteringClusterManager(holdsMaps);
    return builder
        .with(options.setEventBusOptions(bus(config)))
        .withClusterManager(manager)
        .buildClustered()
        .compose(
            vertx ->
                delete(vertx, secrets)
                    .compose(deleted -> open(vertx, holdsMaps))
                    .map(opened -> member(vertx, manager))
                    .recover(failure -> leave(vertx, failure)));
  }

  /** Deletes the certificate files, which JGroups reads only once. */
  private static Future<Void> delete(Vertx vertx, Optional<Path> folder) {
    return folder
        .map(path -> vertx.fileSystem().deleteRecursive(path.toString()))
        .orElseGet(Future::succeededFuture);
  }

  private static Future<Void> open(Vertx vertx, boolean holdsMaps) {
    if (holdsMaps) {
      return SharedMaps.open(vertx);
    }
    SharedMaps.openOnceHeld(vertx);
    return Future.succeededFuture();
  }

  private static ClusteredVertx member(Vertx vertx, ReregisteringClusterManager manager) {
    vertx.setPeriodic(REREGISTRATION_INTERVAL.toMillis(), timer -> manager.reregister());
    return new ClusteredVertx(vertx, new Members(manager));
  }

  private record Members(ReregisteringClusterManager manager) implements Cluster {
    @Override
    public int size() {
      return manager.isActive() ? manager.getNodes().size() : 1;
    }

    @Override
    public boolean keepsCopies(String map) {
      return manager.keepsCopies(map);
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
                .setCertPath(folder.resolve("tls.crt").toString())
                .setKeyPath(folder.resolve("tls.key").toString()))
        .setTrustOptions(new PemTrustOptions().addCertPath(folder.resolve("ca.crt").toString()));
  }

  /**
   * Sets the system properties that parametrize the JGroups and Infinispan files, their only source
   * of variables.
   *
   * @return a folder with the private key of this process, to be deleted once it has joined
   */
  private static Optional<Path> setSystemProperties(ClusterConfig config) {
    var stack = "cluster/jgroups-%s.xml".formatted(config.mode() == Mode.DNS ? "dns" : "local");
    // JGroups uses one protocol for all its sockets, and IPv4 where both are preferred.
    System.setProperty("java.net.preferIPv4Stack", String.valueOf(!config.usesIpv6()));
    System.setProperty("java.net.preferIPv6Addresses", String.valueOf(config.usesIpv6()));
    System.setProperty("vertx.infinispan.config", "cluster/infinispan.xml");
    System.setProperty("streamviewer.bind", config.host());
    System.setProperty("streamviewer.port", String.valueOf(config.port()));
    System.setProperty("streamviewer.dns", config.dns());
    var secured = config.tls().map(folder -> SecureJGroupsStack.write(stack, folder));
    System.setProperty("streamviewer.jgroups", secured.map(Path::toString).orElse(stack));
    return secured.map(Path::getParent);
  }
}
