package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.config.Settings;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A service that a process runs, alone or beside others. */
public interface Service {
  /** The name in logs, such as {@code gateway}. */
  String name();

  /** The names of required services; startup waits for them. */
  default List<String> needs() {
    return List.of();
  }

  /**
   * Whether a process with this service is a holder of a shared map. Other processes keep copies
   * only while there are fewer than two holders. The public gateway is no holder, so that it scales
   * without moving data.
   *
   * @param map the name of the map, see {@link SharedMaps}
   */
  default boolean holds(String map) {
    return true;
  }

  /**
   * Reads the service's configuration; faults collect in the settings.
   *
   * @return a factory of the service's verticles, called only if there were no faults
   */
  Function<ServiceContext, Supplier<Deployable>> configure(Settings settings);
}
