package dev.streamviewer.platform.launch;

import dev.streamviewer.platform.config.Settings;
import io.vertx.core.Deployable;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** A service as a process starts it, alone or beside others. */
public interface Service {
  /** The name as in the logs, such as {@code gateway}. */
  String name();

  /** The names of the services without which this one can do nothing; it waits for them. */
  default List<String> needs() {
    return List.of();
  }

  /**
   * Whether a process with this service holds a part of the maps that the cluster shares. The
   * process that strangers talk to holds none, and scales without moving any data.
   */
  default boolean holdsSharedMaps() {
    return true;
  }

  /**
   * Reads the service's configuration; faults collect in the settings.
   *
   * @return what makes the service's verticles in a process, called only if there were no faults
   */
  Function<ServiceContext, Supplier<Deployable>> configure(Settings settings);
}
