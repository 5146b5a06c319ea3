package dev.streamviewer.demo.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.streamviewer.demo.chaos.fleet.ClusterLayout;
import dev.streamviewer.demo.chaos.fleet.ProcessPause;
import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.fleet.ServiceProcess;
import dev.streamviewer.demo.chaos.load.RollingUpdates;
import dev.streamviewer.demo.chaos.page.SignedInViewer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Replaces the processes of the last release by the present tree, one at a time and under load, and
 * rolls back. {@code ./test upgrade} names the last release.
 */
class UpgradeIT {
  private static final Path TABLE = Path.of("target", "chaos", "upgrade.md");

  /** Two gateways, so that Twitch is answered while one is replaced. */
  private static final LoadPace PACE =
      new LoadPace(
          2, 20, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(3));

  /** The heaps of two releases differ, so only a leak counts. */
  private static final long HEAP_GROWTH_MB = 200;

  private final ResultTable table = new ResultTable();
  private final List<SignedInViewer> viewers = new ArrayList<>();

  @Test
  void losesNothingInARollingUpdateAndItsRollback() throws IOException {
    var folder = System.getProperty("last.release");
    assumeThat(folder).as("requested by ./test upgrade (builds the last release)").isNotNull();
    var old = classPath(Path.of(folder, "all-in-one", "target"));
    var from = System.getProperty("last.release.name", "the last release");

    try (var fleet = ServiceFleet.start(PACE.gateways(), ClusterLayout.loopback(), old)) {
      var run = new FaultRun(fleet, PACE, table, HEAP_GROWTH_MB);
      signIn(fleet);
      run.check(updates(from + " alone", List.of(), old));
      var processes = fleet.processes();
      var half = processes.size() / 2;
      run.check(
          updates(
              from + " to this tree, first half",
              processes.subList(0, half),
              ServiceFleet.presentRelease()));
      // Their sessions are written by the new release and read by the old one after the rollback.
      signIn(fleet);
      run.check(
          updates(
              "second half",
              processes.subList(half, processes.size()),
              ServiceFleet.presentRelease()));
      signIn(fleet);
      assertNothingUnreadable(fleet);
      var back = new ArrayList<>(processes);
      Collections.reverse(back);
      run.check(updates("rollback to " + from, back, old));
      assertSignedIn();
    } finally {
      table.print(TABLE);
    }
  }

  private static String classPath(Path built) {
    return built.resolve("all-in-one.jar") + File.pathSeparator + built.resolve("lib").resolve("*");
  }

  private static ChaosFault updates(String name, List<ServiceProcess> processes, String release) {
    return new ChaosFault(
        name,
        new RollingUpdates(name),
        (fleet, load) ->
            processes.forEach(
                process -> {
                  process.replaceBy(release);
                  ProcessPause.of(PACE.away());
                }),
        FaultLimits.NONE);
  }

  private void signIn(ServiceFleet fleet) {
    viewers.add(fleet.signIn(ServiceFleet.STREAMERS.get(viewers.size())));
  }

  private void assertSignedIn() throws IOException {
    for (var i = 0; i < viewers.size(); i++) {
      assertThat(viewers.get(i).ask("GET", "/api/auth/me").getString("login"))
          .isEqualTo(ServiceFleet.STREAMERS.get(i));
    }
    System.out.printf("%d of %d viewers are still signed in%n", viewers.size(), viewers.size());
  }

  private static void assertNothingUnreadable(ServiceFleet fleet) {
    assertThat(fleet.processes())
        .allSatisfy(
            process ->
                assertThat(process.metric("sev_unreadable_records_total"))
                    .as("records that %s could not read", process.name())
                    .isZero());
  }
}
