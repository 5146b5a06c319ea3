package dev.streamviewer.benchmarks.profile;

import static dev.streamviewer.benchmarks.report.RootLocale.format;
import static dev.streamviewer.benchmarks.throughput.LoadGenerator.CONNECTIONS;

import dev.streamviewer.benchmarks.load.LoadPlan;
import dev.streamviewer.benchmarks.process.ProductBuild;
import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.throughput.LoadGenerator;
import dev.streamviewer.benchmarks.throughput.LoadedServer;
import dev.streamviewer.benchmarks.throughput.RunLength;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * {@code profile}: the processor time of the all-in-one under full load, by purpose and line,
 * sampled by the JDK's Flight Recorder.
 */
final class ProfileBenchmark {
  private static final double SECONDS = 15;
  private static final int DUPLICATES = 5;

  private ProfileBenchmark() {}

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
            LoadedServer.allInOne(
                "all-in-one",
                ProductBuild.THIS,
                load.pusherPort(),
                List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:+DebugNonSafepoints"))) {
      server.warmUp(
          load,
          LoadPlan.closed(server.ports(), CONNECTIONS, 3, DUPLICATES),
          RunLength.FULL.warmUp());
      record(server, load, LoadPlan.closed(server.ports(), CONNECTIONS, SECONDS, duplicates));
    }
  }

  private static void record(LoadedServer server, LoadGenerator load, LoadPlan plan)
      throws Exception {
    var recording = Files.createTempFile("profile", ".jfr");
    try {
      var jvm = server.jvm();
      jvm.command("JFR.start", "name=profile", "settings=profile");
      var measured = server.run(load, plan);
      jvm.command("JFR.stop", "name=profile", "filename=" + recording);
      System.out.printf(
          Locale.ROOT,
          "%,.0f events/s, %.3f CPU s per 10,000, during the recording%n%n",
          measured.perSecond(),
          measured.cpuSecondsPer10k());
      report(recording);
    } finally {
      Files.delete(recording);
    }
  }

  private static void report(Path recording) throws Exception {
    var samples = RecordedSamples.read(recording);
    System.out.println(table("purpose", samples.byPurpose()));
    System.out.println();
    System.out.println(table("running method", samples.byMethod()));
    System.out.println();
    System.out.println(table("calling line of our code", samples.byLine()));
    System.out.println();
    System.out.println(table("purpose of allocated bytes", samples.byAllocation()));
    System.out.println();
    System.out.println(table("allocating line of our code", samples.byAllocatingLine()));
  }

  private static MarkdownTable table(String title, List<RecordedSamples.Share> shares) {
    var table = new MarkdownTable(title, "share");
    shares.forEach(it -> table.row(it.name(), format("%.1f %%", it.share() * 100)));
    return table;
  }
}
