package dev.streamviewer.benchmarks;

import static dev.streamviewer.benchmarks.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.Plan;

/**
 * {@code cluster}: as {@code ingest}, with every service in a process of its own and 1, 2 and 3
 * webhook services. All processes share the one core, so what it costs to be many shows alone.
 */
public final class ClusterIngest {
  private static final int DUPLICATES = 5;
  private static final int MOST_WEBHOOK_SERVICES = 3;
  private static final Effort EFFORT = new Effort(3, 8, 3);

  private ClusterIngest() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "cluster: each service its own process, %d connections, %d %% duplicates, medians of %d"
            + " rounds, on %s;%n%s%n",
        CONNECTIONS, DUPLICATES, EFFORT.rounds(), Machine.now(), Core.described());
    try (var load = LoadGenerator.start();
        var ceiling = Server.ceiling()) {
      ceiling.warmUp(load, plan(ceiling), EFFORT.warmUp());
      for (var services = 1; services <= MOST_WEBHOOK_SERVICES; services++) {
        var name = "%d webhook service%s".formatted(services, services == 1 ? "" : "s");
        try (var cluster = Server.cluster(name, services, load.pusherPort())) {
          cluster.warmUp(load, plan(cluster), EFFORT.warmUp());
          var rounds =
              new Rounds()
                  .add(Server.CEILING, () -> ceiling.run(load, plan(ceiling)))
                  .add(name, () -> cluster.run(load, plan(cluster)))
                  .run(EFFORT.rounds());
          System.out.printf("%n%s%n", Report.throughput(rounds, Server.CEILING));
          Report.faults(rounds, Server.CEILING);
          System.out.printf("  RSS of all processes: %.0f MB%n", cluster.megabytes());
        }
      }
    }
  }

  private static Plan plan(Server server) {
    return Plan.closed(server.port(), CONNECTIONS, EFFORT.seconds(), DUPLICATES).settling(5);
  }
}
