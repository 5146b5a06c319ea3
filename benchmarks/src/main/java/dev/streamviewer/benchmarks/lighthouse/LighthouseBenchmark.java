package dev.streamviewer.benchmarks.lighthouse;

import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.demo.Demo;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import java.time.Clock;
import java.util.Map;

/** {@code lighthouse}: runs Lighthouse on the page, served by the product as in production. */
final class LighthouseBenchmark {
  private LighthouseBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf("lighthouse: the page in Chromium, on %s%n", MachineInfo.now());
    var ports = FreePorts.several(2);
    var environment =
        Map.of(
            "PORT", String.valueOf(ports.get(0)),
            "MANAGEMENT_PORT", String.valueOf(ports.get(1)));
    try (var demo = Demo.start(SandboxOptions.forTests(), environment, Clock.systemUTC())) {
      var measuring =
          new ProcessBuilder(
                  "node",
                  "benchmarks/lighthouse/measure.mjs",
                  demo.publicUrl() + "/",
                  demo.sandbox().twitchUrl())
              .inheritIO()
              .start();
      System.exit(measuring.waitFor());
    }
  }
}
