package dev.streamviewer.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the open connections few and alive. A connection on which bytes drip, but no request ever
 * begins or ends, would hold its place for ever: to a time-out on reading it is not idle.
 */
final class Connections {
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  private final Map<HttpConnection, Long> lastProgress = new HashMap<>();
  private final int most;
  private final Duration silence;
  private final Refusals refusals;

  Connections(Limits limits, Refusals refusals) {
    this.most = limits.connections();
    this.silence = limits.silence();
    this.refusals = refusals;
  }

  /** Closes what stands still, from time to time until the verticle is undeployed. */
  void watch(Vertx vertx) {
    vertx.setPeriodic(silence.toMillis() / 6, tick -> closeSilent());
  }

  void opened(HttpConnection connection) {
    // What goes wrong on the wire is the other side's doing, and no reason for a stack trace.
    connection.exceptionHandler(failure -> log.debug("Connection failed: {}", failure.toString()));
    if (lastProgress.size() >= most) {
      refusals.count("connections");
      connection.close();
      return;
    }
    lastProgress.put(connection, System.nanoTime());
    connection.closeHandler(closed -> lastProgress.remove(connection));
  }

  /** Call it for every request before anything else. */
  void began(HttpServerRequest request) {
    progress(request.connection());
    request.end().onSuccess(end -> progress(request.connection()));
  }

  /** Not put: what is closed by now must not come back. */
  private void progress(HttpConnection connection) {
    lastProgress.replace(connection, System.nanoTime());
  }

  private void closeSilent() {
    var now = System.nanoTime();
    var silent =
        lastProgress.entrySet().stream()
            .filter(entry -> now - entry.getValue() > silence.toNanos())
            .map(Map.Entry::getKey)
            .toList();
    silent.forEach(HttpConnection::close);
  }
}
