package dev.streamviewer.benchmarks.throughput;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.load.LoadProcess;
import dev.streamviewer.benchmarks.load.LoadResult;
import dev.streamviewer.benchmarks.process.ChildJvm;
import dev.streamviewer.benchmarks.process.CpuPinning;
import dev.streamviewer.benchmarks.process.OwnClasspath;
import dev.streamviewer.platform.record.RecordJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Twitch and Pusher in a separate process, on the core that is not measured. */
public final class LoadGenerator implements AutoCloseable {
  /** The number of connections from Twitch. */
  public static final int CONNECTIONS = 64;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ChildJvm jvm;
  private final int port;

  private LoadGenerator(ChildJvm jvm, int port) {
    this.jvm = jvm;
    this.port = port;
  }

  public static LoadGenerator start() throws Exception {
    var arguments =
        List.of(
            "-Xmx1g",
            "-XX:+UseSerialGC",
            "-cp",
            OwnClasspath.absolute(),
            LoadProcess.class.getName());
    var jvm = ChildJvm.start(CpuPinning.LOAD, Map.of(), arguments);
    jvm.await(() -> jvm.output().matches("(?s).*" + LoadProcess.LISTENING + "\\d+\\R.*"));
    var port =
        jvm.output()
            .lines()
            .filter(line -> line.startsWith(LoadProcess.LISTENING))
            .mapToInt(line -> Integer.parseInt(line.substring(LoadProcess.LISTENING.length())))
            .findFirst()
            .orElseThrow();
    return new LoadGenerator(jvm, port);
  }

  /** The port of Pusher. */
  public int pusherPort() {
    return port;
  }

  /** Sets Pusher's response time. */
  public void pusherAnswersAfter(Duration delay) throws IOException, InterruptedException {
    post("/delay", String.valueOf(delay.toMillis()).getBytes());
  }

  /** Executes a plan and waits for its end. */
  LoadResult run(LoadPlan plan) throws IOException, InterruptedException {
    return RecordJson.decode(post("/run", RecordJson.encode(plan)), LoadResult.class);
  }

  @Override
  public void close() throws IOException {
    jvm.close();
  }

  private byte[] post(String path, byte[] body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    var answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException(
          "The load process answered with status %d instead of 200: %s%nIts output:%n%s"
              .formatted(answer.statusCode(), new String(answer.body()), jvm.output()));
    }
    return answer.body();
  }
}
