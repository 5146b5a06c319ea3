package dev.streamviewer.benchmarks.tap;

import static dev.streamviewer.benchmarks.report.RootLocale.format;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.report.ValueDistribution;
import dev.streamviewer.platform.launch.RunningServices;
import dev.streamviewer.testing.FreePorts;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code tap}: the cost of bus requests without a tap, with a closed tap, and with an open tap. The
 * cases take turns, so that other load affects all alike.
 */
final class TapBenchmark {
  private static final String TOKEN = "a-token-for-benchmarks";
  private static final int REQUESTS = 150_000;
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 9;

  /** The time until all processes know that a tap was opened or closed. */
  private static final long SETTLE_MS = 1_000;

  private enum Case {
    NONE("no tap", null),
    CLOSED("closed", null),
    OTHER_ADDRESSES("open for other addresses", "?address=auth.*"),
    OPEN("open for these messages", "?address=notifier.*"),
    BODIES("open with bodies", "?address=notifier.*&body=true");

    private final String label;
    private final String query;

    Case(String label, String query) {
      this.label = label;
      this.query = query;
    }
  }

  private record Round(double perSecond, double cpuMicros) {}

  private TapBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "tap: %,d requests per round, 64 at a time, medians of %d rounds, on %s%n",
        REQUESTS, ROUNDS, MachineInfo.now());
    var ports = FreePorts.several(2);
    Map<Case, List<Round>> rounds = new EnumMap<>(Case.class);
    var clientVertx = Vertx.vertx();
    try (var without = start(Map.of("MANAGEMENT_PORT", ports.get(0).toString()));
        var with = start(Map.of("MANAGEMENT_PORT", ports.get(1).toString(), "TAP_TOKEN", TOKEN))) {
      var client = clientVertx.createHttpClient();
      for (var round = -WARM_UPS; round < ROUNDS; round++) {
        for (var tapCase : Case.values()) {
          var vertx = tapCase == Case.NONE ? without.vertx() : with.vertx();
          var measured = run(tapCase, vertx, client, ports.get(1));
          if (round >= 0) {
            rounds.computeIfAbsent(tapCase, first -> new ArrayList<>()).add(measured);
          }
        }
      }
    } finally {
      clientVertx.close().await(10, SECONDS);
    }
    print(rounds);
  }

  private static RunningServices start(Map<String, String> environment) throws Exception {
    return RunningServices.start(environment, Clock.systemUTC(), List.of(new InstantNotifier()));
  }

  private static Round run(Case tapCase, Vertx vertx, HttpClient client, int port)
      throws Exception {
    if (tapCase.query == null) {
      return ask(vertx);
    }
    var tap =
        client
            .request(HttpMethod.GET, port, "localhost", "/tap" + tapCase.query)
            .map(request -> request.putHeader("Authorization", "Bearer " + TOKEN))
            .await(10, SECONDS);
    var response = tap.send().await(10, SECONDS);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "The tap answered with status " + response.statusCode() + " instead of 200");
    }
    // Reads and discards the events.
    response.handler(chunk -> {});
    Thread.sleep(SETTLE_MS);
    try {
      return ask(vertx);
    } finally {
      close(tap);
    }
  }

  private static void close(HttpClientRequest tap) throws InterruptedException {
    tap.connection().close();
    Thread.sleep(SETTLE_MS);
  }

  private static Round ask(Vertx vertx) throws Exception {
    var meter = new RunMeter();
    BusRequestLoop.run(vertx, REQUESTS);
    return new Round(REQUESTS / meter.seconds(), meter.cpuSeconds() / REQUESTS * 1e6);
  }

  private static void print(Map<Case, List<Round>> rounds) {
    var table =
        new MarkdownTable("tap", "requests/s", "vs. no tap", "CPU per request", "vs. no tap");
    var none = rounds.get(Case.NONE);
    var speed = speed(none);
    var cpu = cpu(none);
    rounds.forEach(
        (tapCase, all) ->
            table.row(
                tapCase.label,
                format("%,.0f", speed(all)),
                format("%.2f", speed(all) / speed),
                format("%.1f µs", cpu(all)),
                format("%.2f", cpu(all) / cpu)));
    System.out.println(table);
  }

  private static double speed(List<Round> rounds) {
    return ValueDistribution.of(rounds.stream().map(Round::perSecond).toList()).median();
  }

  private static double cpu(List<Round> rounds) {
    return ValueDistribution.of(rounds.stream().map(Round::cpuMicros).toList()).median();
  }
}
