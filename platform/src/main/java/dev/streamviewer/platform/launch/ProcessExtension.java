package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.config.Settings;
import io.vertx.core.Deployable;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An addition to every process that has the extension's module on its class path. Found by {@link
 * java.util.ServiceLoader}, so that services need not name the extension.
 */
public interface ProcessExtension {
  /** The name in logs, such as {@code tap}. */
  String name();

  /** Reads the extension's configuration; faults collect in the settings. */
  Configured configure(Settings settings);

  /** An extension with valid configuration. */
  interface Configured {
    /**
     * Adds routes to the management server, on its context.
     *
     * @return ends open responses, called before the server closes
     */
    Runnable addRoutes(Vertx vertx, Router router);

    /**
     * Returns a verticle that is deployed on a worker thread before the services; empty if the
     * configuration needs none.
     *
     * @param node the name of this process
     */
    Optional<Supplier<Deployable>> verticle(String node, Clock clock);
  }
}
