package dev.streamviewer.benchmarks;

import static dev.streamviewer.benchmarks.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.LoadPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code profile}: the processor time of the all-in-one under full load, by purpose and line,
 * sampled by the JDK's Flight Recorder.
 */
public final class ProfileRun {
  private static final double SECONDS = 15;
  private static final int DUPLICATES = 5;

  private ProfileRun() {}

  /** Runs the profile; the argument is the percentage of duplicates, 5 by default. */
  public static void main(String[] arguments) throws Exception {
    var duplicates = arguments.length > 0 ? Integer.parseInt(arguments[0]) : DUPLICATES;
    System.out.printf(
        Locale.ROOT,
        "profile: %d connections, %d %% duplicates, on %s%n%n",
        CONNECTIONS,
        duplicates,
        MachineInfo.now());
    try (var load = LoadGenerator.start();
        var server =
            ServerProcess.allInOne(
                "all-in-one",
                BuildInfo.THIS,
                load.pusherPort(),
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"))) {
      server.warmUp(
          load,
          LoadPlan.closed(server.port(), CONNECTIONS, 3, DUPLICATES),
          RunLength.FULL.warmUp());
      record(server, load, LoadPlan.closed(server.port(), CONNECTIONS, SECONDS, duplicates));
    }
  }

  private static void record(ServerProcess server, LoadGenerator load, LoadPlan plan)
      throws Exception {
    var recording = Files.createTempFile("profile", ".jfr");
    try {
      var jvm = server.jvm();
      jvm.command("JFR.start", "name=profile", "settings=profile");
      var measured = server.run(load, plan);
      jvm.command("JFR.stop", "name=profile", "filename=" + recording);
      System.out.printf(
          Locale.ROOT,
          "%,.0f events/s, %.3f CPU s per 10,000, while it was recorded%n%n",
          measured.perSecond(),
          measured.cpuSecondsPer10k());
      report(recording);
    } finally {
      Files.delete(recording);
    }
  }

  private static void report(Path recording) throws Exception {
    var samples = LatencySamples.read(recording);
    System.out.println(table("what it does", samples.byPurpose()));
    System.out.println();
    System.out.println(table("the methods that run most", samples.byMethod()));
    System.out.println();
    System.out.println(table("the lines of ours from which that is called", samples.byLine()));
    System.out.println();
    System.out.println(table("bytes allocated for", samples.byAllocation()));
    System.out.println();
    System.out.println(table("bytes allocated from", samples.byAllocatingLine()));
  }

  private static MarkdownTable table(String title, List<LatencySamples.Share> shares) {
    var table = new MarkdownTable(title, "of all");
    shares.forEach(
        it -> table.row(it.name(), String.format(Locale.ROOT, "%.1f %%", it.share() * 100)));
    return table;
  }
}
