package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamviewer.demo.chaos.fleet.ClusterLayout;
import dev.streamviewer.demo.chaos.fleet.NetworkNamespaces;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Random faults for a given time, one after the other. {@code ./test hour} passes the number of
 * minutes and the seed. A failed row does not end the test, so that the table covers all faults.
 */
class RandomHourIT {
  private static final int EVENTS_PER_SECOND = Integer.getInteger("chaos.rate", 100);
  private static final Path TABLE = Path.of("target", "chaos", "hour.md");

  /** Allowed growth in MB of all processes together: marks of a quarter of an hour. */
  private static final long HEAP_GROWTH_MB = 200;

  @Test
  void losesNoAcknowledgedEventAndShowsNoneTwice() throws IOException {
    var minutes = Long.getLong("chaos.minutes", 0);
    assumeThat(minutes).as("requested by ./test hour").isPositive();
    var seed = Long.getLong("chaos.seed", System.nanoTime());
    System.out.printf("Random faults for %d minutes, seed %d%n", minutes, seed);
    var layout =
        NetworkNamespaces.isPossible() ? NetworkNamespaces.create() : ClusterLayout.loopback();
    var faults = new RandomFaults(new Random(seed), layout instanceof NetworkNamespaces);
    var pace = LoadPace.full(EVENTS_PER_SECOND);
    var table = new ResultTable();
    var results = new SoftAssertions();
    var end = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
    try (var fleet = ServiceFleet.start(pace.gateways(), layout)) {
      var run = new FaultRun(fleet, pace, table, HEAP_GROWTH_MB);
      while (System.nanoTime() < end) {
        var fault = faults.next();
        results.assertThatCode(() -> run.check(fault)).as(fault.name()).doesNotThrowAnyException();
      }
    } finally {
      table.printByFault(TABLE);
    }
    results.assertAll();
  }
}
