package dev.streamviewer.demo.chaos;

import dev.streamviewer.demo.chaos.fleet.ClusterLayout;
import dev.streamviewer.demo.chaos.fleet.NetworkNamespaces;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests one fault at a time; {@link FaultTable} lists the faults. {@code -Dchaos=full} runs all.
 */
class ChaosIT {
  private static final Path TABLE = Path.of("target", "chaos", "table.md");

  /**
   * Allowed growth in MB of all processes together since before the first event, for marks and
   * recent events: the full table sends some 60,000 events within an hour, the short one 7,000.
   */
  private static final long HEAP_GROWTH_MB = LoadPace.isFull() ? 80 : 40;

  private static final LoadPace PACE = LoadPace.ordered();
  private static final ResultTable table = new ResultTable();
  private static ClusterLayout layout;
  private static ServiceFleet fleet;
  private static FaultRun run;

  @BeforeAll
  static void start() {
    layout =
        LoadPace.isFull() && NetworkNamespaces.isPossible()
            ? NetworkNamespaces.create()
            : ClusterLayout.loopback();
    fleet = ServiceFleet.start(PACE.gateways(), layout);
    run = new FaultRun(fleet, PACE, table, HEAP_GROWTH_MB);
  }

  @AfterAll
  static void stop() throws IOException {
    if (fleet != null) {
      fleet.close();
      table.print(TABLE);
    }
  }

  static List<ChaosFault> troubles() {
    return FaultTable.ordered(PACE, layout);
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void losesNoAcknowledgedEventAndShowsNoneTwice(ChaosFault trouble) throws IOException {
    run.check(trouble);
  }
}
