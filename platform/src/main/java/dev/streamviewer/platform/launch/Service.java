package dev.streamviewer.platform.launch;

import io.vertx.core.Deployable;
import java.util.function.Supplier;

/** A service as a process starts it, alone or beside others. */
public interface Service {
  /** The name as in the logs, such as {@code gateway}. */
  String name();

  /**
   * Reads the service's configuration; faults collect in the settings.
   *
   * @return what makes a verticle of the service, called only if there were no faults
   */
  Supplier<Deployable> configure(Settings settings, Host host);
}
