package dev.streamviewer.platform.launch;

import io.vertx.core.Future;
import java.net.BindException;

/** Explains why a port cannot be opened. */
public final class PortErrors {
  private PortErrors() {}

  /** Replaces a bind failure by a sentence that names the port and its variable. */
  public static <T> Future<T> explain(String variable, int port, Throwable failure) {
    return Future.failedFuture(
        failure instanceof BindException
            ? new IllegalStateException(
                "port %d is in use or not allowed; set %s to another".formatted(port, variable),
                failure)
            : failure);
  }
}
