package dev.streamviewer.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A server that takes every publish, in a process of its own so that its work is not counted:
 * answers an empty object once it has the whole request, at once or after a delay.
 */
public final class Sink {
  private static final String LISTENING = "listening on ";

  private Sink() {}

  /**
   * @param arguments how many milliseconds each answer takes
   */
  public static void main(String[] arguments) {
    var vertx = Vertx.vertx();
    var delay = Long.parseLong(arguments[0]);
    vertx
        .createHttpServer()
        .requestHandler(request -> request.body().onSuccess(body -> answer(vertx, request, delay)))
        .listen(0, "127.0.0.1")
        .onSuccess(server -> System.out.println(LISTENING + server.actualPort()))
        .onFailure(failure -> System.exit(1));
  }

  /** Starts it as a child. */
  static ChildJvm start(Duration delay) throws Exception {
    var jvm =
        ChildJvm.start(
            Map.of(),
            List.of(
                "-Xmx256m",
                "-cp",
                Classpath.absolute(),
                Sink.class.getName(),
                String.valueOf(delay.toMillis())));
    try {
      jvm.await(() -> jvm.output().matches("(?s).*" + LISTENING + "\\d+\\R.*"));
      return jvm;
    } catch (InterruptedException | RuntimeException e) {
      jvm.close();
      throw e;
    }
  }

  /** The port of a child. */
  static int port(ChildJvm jvm) {
    return jvm.output()
        .lines()
        .filter(line -> line.startsWith(LISTENING))
        .mapToInt(line -> Integer.parseInt(line.substring(LISTENING.length())))
        .findFirst()
        .orElseThrow();
  }

  private static void answer(Vertx vertx, HttpServerRequest request, long delay) {
    if (delay == 0) {
      answer(request);
    } else {
      vertx.setTimer(delay, timer -> answer(request));
    }
  }

  private static void answer(HttpServerRequest request) {
    request.response().putHeader("Content-Type", "application/json").end("{}");
  }
}
