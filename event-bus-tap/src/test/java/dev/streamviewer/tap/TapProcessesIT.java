package dev.streamviewer.tap;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.testing.FreePorts;
import dev.streamviewer.testing.JavaProcess;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cluster of several JVMs, some of which are killed. */
class TapProcessesIT {
  private static final String TOKEN = "a-token-of-the-operator";
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** A port for each test, since a member that failed to leave would join the next test. */
  private final String clusterPort = String.valueOf(FreePorts.cluster());

  private final Vertx client = Vertx.vertx();
  private final List<JavaProcess> processes = new ArrayList<>();

  @AfterEach
  void stop() throws Exception {
    processes.forEach(JavaProcess::close);
    client.close().await(60, SECONDS);
  }

  @Test
  void survivesKilledMembersAndShowsJoiningMembers() throws Exception {
    var port = FreePorts.one();
    var opener = start("opener", port);
    var server = start("server", FreePorts.one());
    start("asker", FreePorts.one());
    var reader = tap(port);
    await().atMost(TIMEOUT).until(() -> nodes(reader).equals(Set.of("server", "asker")));

    server.kill();
    start("server", FreePorts.one(), "newcomer");

    await().atMost(TIMEOUT).until(() -> nodes(reader).contains("newcomer"));
    assertThat(reader.events("end")).isEmpty();
    assertThat(opener.isAlive()).isTrue();
  }

  @Test
  void removesInterceptorsWhenTheOpenerIsKilled() throws Exception {
    var port = FreePorts.one();
    var opener = start("opener", port);
    var server = start("server", FreePorts.one());
    var asker = start("asker", FreePorts.one());
    var reader = tap(port);
    await().atMost(TIMEOUT).until(() -> nodes(reader).equals(Set.of("server", "asker")));
    await().until(() -> onTheBus(server) == 2 && onTheBus(asker) == 2);

    opener.kill();

    await().until(() -> onTheBus(server) + onTheBus(asker) == 0);
    assertThat(server.isAlive() && asker.isAlive()).isTrue();
  }

  private static Set<String> nodes(TapReader reader) {
    return reader.records().stream().map(it -> it.getString("node")).collect(Collectors.toSet());
  }

  private static int onTheBus(JavaProcess process) {
    return process.output().stream()
        .filter(it -> it.startsWith(TappedProcess.ON_THE_BUS))
        .reduce((first, last) -> last)
        .map(it -> Integer.parseInt(it.substring(TappedProcess.ON_THE_BUS.length())))
        .orElse(-1);
  }

  private TapReader tap(int port) throws Exception {
    var reader = TapReader.ask(client, port, "?address=notifier.*", "Bearer " + TOKEN);
    assertThat(reader.status()).isEqualTo(200);
    return reader;
  }

  private JavaProcess start(String role, int port) throws Exception {
    return start(role, port, role);
  }

  private JavaProcess start(String role, int port, String name) throws Exception {
    var process =
        new JavaProcess(
            List.of(),
            TappedProcess.class.getName(),
            Map.of(
                "CLUSTER", "local",
                "CLUSTER_PORT", clusterPort,
                "MANAGEMENT_PORT", String.valueOf(port),
                "POD_NAME", name,
                "TAP_TOKEN", TOKEN),
            role);
    processes.add(process);
    await().atMost(TIMEOUT).until(() -> onTheBus(process) >= 0);
    return process;
  }
}
