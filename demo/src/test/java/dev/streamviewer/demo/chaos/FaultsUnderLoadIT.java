package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamviewer.demo.chaos.fleet.ClusterLayout;
import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.load.EventLoad;
import dev.streamviewer.demo.chaos.load.RollingUpdates;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Faults under heavy load, and kills that follow each other. Runs only with {@code -Dchaos=full}.
 */
class FaultsUnderLoadIT {
  private static final int EVENTS_PER_SECOND = Integer.getInteger("chaos.rate", 1_000);

  /** The rate at which a machine of two cores has time to start a process between two kills. */
  private static final int EVENTS_PER_SECOND_WITH_KILLS =
      Integer.getInteger("chaos.rate.kills", 200);

  /** Allowed growth in MB of all processes together: marks of a quarter of an hour. */
  private static final long HEAP_GROWTH_MB = 400;

  private static final Duration WARM_UP = Duration.ofSeconds(30);

  @Test
  void losesNoEventUnderHeavyLoad() throws IOException {
    run(EVENTS_PER_SECOND, FaultTable.underLoad(LoadPace.full(EVENTS_PER_SECOND)), "load.md");
  }

  @Test
  void staysAvailableWithOneKillAfterAnother() throws IOException {
    run(EVENTS_PER_SECOND_WITH_KILLS, FaultTable.available(), "availability.md");
  }

  private static void run(int rate, List<ChaosFault> faults, String table) throws IOException {
    assumeThat(LoadPace.isFull()).as("requested by -Dchaos=full").isTrue();
    assumeThat(faults).isNotEmpty();
    var pace = LoadPace.full(rate);
    var results = new ResultTable();
    try (var fleet = ServiceFleet.start(pace.gateways(), ClusterLayout.loopback())) {
      warmUp(fleet, rate);
      var run = new FaultRun(fleet, pace, results, HEAP_GROWTH_MB);
      for (var fault : faults) {
        run.check(fault);
      }
    } finally {
      results.print(Path.of("target", "chaos", table));
    }
  }

  /** Sends events until the compiler has seen the hot path, as in a service that runs for long. */
  private static void warmUp(ServiceFleet fleet, int rate) {
    var load = EventLoad.start(fleet.control(), new RollingUpdates("warm-up"), rate);
    ProcessPause.of(WARM_UP);
    load.stop();
  }
}
