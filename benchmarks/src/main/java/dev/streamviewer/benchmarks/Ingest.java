package dev.streamviewer.benchmarks;

import static dev.streamviewer.benchmarks.LoadGenerator.CONNECTIONS;
import static dev.streamviewer.benchmarks.Report.format;

import dev.streamviewer.benchmarks.load.Plan;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ingest}: how many signed notifications a second one core takes, from Twitch's POST to
 * Pusher's acceptance, what that costs, and how long the answer takes at half of that rate; each
 * beside a server that only checks the signature.
 */
public final class Ingest {
  private static final int DUPLICATES = 5;
  private static final String CEILING = Server.CEILING;
  private static final String DELIVERED = "all-in-one: delivered to Pusher";
  private static final String KNOWN = "all-in-one: only duplicates";
  private static final String BASELINE = "baseline: delivered to Pusher";

  private final LoadGenerator load;
  private final Effort effort;

  private Ingest(LoadGenerator load, Effort effort) {
    this.load = load;
    this.effort = effort;
  }

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "ingest: %d connections, %d %% duplicates, medians of %d rounds in turns, on %s;%n%s%n",
        CONNECTIONS, DUPLICATES, Effort.of(arguments).rounds(), Machine.now(), Core.described());
    var servers = new ArrayList<Server>();
    try (var load = LoadGenerator.start()) {
      servers.add(Server.ceiling());
      servers.add(Server.allInOne(DELIVERED, Build.THIS, load.pusherPort(), List.of()));
      var baseline = Build.baseline();
      if (baseline.isPresent()) {
        servers.add(Server.allInOne(BASELINE, baseline.get(), load.pusherPort(), List.of()));
      }
      new Ingest(load, Effort.of(arguments)).measure(servers);
    } finally {
      for (var server : servers) {
        server.close();
      }
    }
  }

  private void measure(List<Server> servers) throws Exception {
    for (var server : servers) {
      server.warmUp(load, closed(server, effort.seconds(), DUPLICATES), effort.warmUp());
    }
    var rounds = new Rounds();
    for (var server : servers) {
      rounds.add(
          server.name(), () -> server.run(load, closed(server, effort.seconds(), DUPLICATES)));
    }
    rounds.add(
        KNOWN, () -> servers.get(1).run(load, closed(servers.get(1), effort.seconds(), 100)));
    System.out.printf("%n%s%n", Report.throughput(rounds.run(effort.rounds()), CEILING));
    Report.faults(rounds, CEILING);
    latency(servers, (int) (rounds.median(DELIVERED, Measured::perSecond) / 2));
  }

  private void latency(List<Server> servers, int rate) throws Exception {
    var rounds = new Rounds();
    for (var server : servers) {
      rounds.add(
          server.name(),
          () -> server.run(load, Plan.open(server.port(), CONNECTIONS, rate, effort.seconds())));
    }
    rounds.run(effort.rounds());
    var table =
        new Table(
            format("%,d a second, half of its most", rate),
            "p50 ms",
            "p99 ms",
            "to ceiling",
            "max ms",
            "core used",
            "RSS MB");
    var p99 = rounds.median(CEILING, Measured::p99);
    for (var server : servers) {
      var name = server.name();
      table.row(
          name,
          format("%.2f", rounds.median(name, Measured::p50)),
          format("%.2f", rounds.median(name, Measured::p99)),
          format("%.2f", rounds.median(name, Measured::p99) / p99),
          format("%.1f", rounds.median(name, it -> it.result().latency().max())),
          format("%.0f %%", rounds.median(name, Measured::coreUsed) * 100),
          format("%.0f", server.megabytes()));
    }
    System.out.printf("%n%s%n", table);
    Report.faults(rounds, CEILING);
  }

  private static Plan closed(Server server, double seconds, int duplicates) {
    return Plan.closed(server.port(), CONNECTIONS, seconds, duplicates);
  }
}
