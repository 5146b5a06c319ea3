package dev.streamviewer.benchmarks.latency;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import dev.streamviewer.benchmarks.report.MachineInfo;
import dev.streamviewer.benchmarks.report.MarkdownTable;
import dev.streamviewer.benchmarks.report.ValueDistribution;
import dev.streamviewer.demo.Demo;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.sandbox.SandboxOptions;
import dev.streamviewer.testing.FreePorts;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code latency}: the time of an event from Twitch's POST to the answer, and to a viewer's page.
 *
 * <p>The whole product and the sandbox run in this process, beside a real Chromium. This program
 * posts correctly signed events in sequence, each after the page has shown the previous event and a
 * pause. The clock starts just before the POST; it stops at the answer, and when the event's
 * element is in the document.
 */
final class LatencyBenchmark {
  private static final int WARM_UP = 30;
  private static final int EVENTS = 100;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final String SECRET = "benchmark-webhook-secret";
  private static final Streamer STREAMER = new Streamer("503254", "hubveteran", "HubVeteran");

  /** Milliseconds from just before the POST. */
  private record Times(double answer, double shown) {}

  private LatencyBenchmark() {}

  public static void main(String[] arguments) throws Exception {
    System.out.printf(
        "latency: from Twitch's POST to the answer and to the page, %d events, on %s%n",
        EVENTS, MachineInfo.now());
    var ports = FreePorts.several(2);
    var environment =
        Map.of(
            "PORT", String.valueOf(ports.get(0)),
            "MANAGEMENT_PORT", String.valueOf(ports.get(1)),
            "WEBHOOK_SECRET", SECRET);
    try (var demo = Demo.start(SandboxOptions.forTests(), environment, Clock.systemUTC());
        var page = StreamPage.open(demo.publicUrl(), STREAMER.login())) {
      var twitch = new TwitchCallback(demo.publicUrl().resolve("/api/callback"), SECRET);
      post(twitch, page, WARM_UP);
      report(post(twitch, page, EVENTS), page.skew());
    }
  }

  private static List<Times> post(TwitchCallback twitch, StreamPage page, int events)
      throws Exception {
    var times = new ArrayList<Times>();
    for (var i = 1; i <= events; i++) {
      var answered = twitch.changeTitle(STREAMER, "Title number " + i);
      var shown = page.arrival(answered.id()) - answered.began();
      times.add(new Times(answered.milliseconds(), shown));
      Thread.sleep(PAUSE.toMillis());
    }
    return times;
  }

  private static void report(Collection<Times> times, double skew) {
    var table = new MarkdownTable("ms since the start of the POST", "median", "p90", "p99", "max");
    add(table, "answer to Twitch", times.stream().map(Times::answer).toList());
    add(table, "element in the page", times.stream().map(Times::shown).toList());
    System.out.println(table);
    System.out.printf(
        Locale.ROOT, "%n  The page's clock was %.2f ms ahead of the system clock.%n", skew);
  }

  private static void add(MarkdownTable table, String name, Collection<Double> values) {
    var all = ValueDistribution.of(values);
    table.row(name, ms(all.median()), ms(all.p90()), ms(all.p99()), ms(all.max()));
  }

  private static String ms(double value) {
    return format("%.1f", value);
  }
}
