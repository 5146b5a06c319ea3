package dev.streamviewer.benchmarks.micro;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code micro}: the cost of each step of the hot path in isolation, by JMH. */
final class MicroBenchmark {
  private MicroBenchmark() {}

  public static void main(String[] arguments) throws RunnerException {
    System.out.printf("micro: the steps of one message in isolation, on %s%n%n", MachineInfo.now());
    var options =
        new OptionsBuilder()
            .include(HotPathBenchmark.class.getName())
            .addProfiler(GCProfiler.class)
            .verbosity(VerboseMode.SILENT)
            .build();
    var table = new MarkdownTable("step", "µs", "±", "bytes allocated");
    for (var result : new Runner(options).run()) {
      var time = result.getPrimaryResult();
      table.row(
          time.getLabel(),
          format("%.2f", time.getScore() / 1e3),
          format("%.2f", time.getScoreError() / 1e3),
          format("%,.0f", result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()));
    }
    System.out.println(table);
  }
}
