package dev.streamviewer.sandbox.wire;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServer;
import java.net.BindException;

/** Binds a server, and explains a failure in plain words. */
public final class ServerBinding {
  private ServerBinding() {}

  public static Future<HttpServer> on(HttpServer server, String host, int port, String name) {
    return server
        .listen(port, host)
        .recover(
            failure ->
                failure instanceof BindException
                    ? Future.failedFuture(
                        new IllegalStateException(
                            ("Port %d for %s is in use on %s: "
                                    + "stop the process that uses the port, or set another port.")
                                .formatted(port, name, host),
                            failure))
                    : Future.failedFuture(failure));
  }
}
