package dev.streamviewer.benchmarks.subscriptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * {@code subscriptions}: a day of 100,000 viewers and 20,000 streamers in virtual time. The
 * documentation explains the result in {@code docs/subscriptions.md}.
 */
final class SubscriptionSimulation {
  private static final int VIEWERS = 100_000;
  private static final int STREAMERS = 20_000;

  /** Twitch's {@code max_total_cost}. */
  private static final int COST_LIMIT = 10_000;

  private SubscriptionSimulation() {}

  /** Prints the table of the day; the argument is the path for the plot, an SVG image. */
  public static void main(String[] arguments) throws IOException {
    var day = new SimulatedDay(VIEWERS, STREAMERS, COST_LIMIT).run();
    System.out.println(DayTable.of(day));
    System.out.println(DayTable.summary(day));
    if (arguments.length > 0) {
      Files.writeString(Path.of(arguments[0]), DayPlot.of(day));
    }
    day.finish();
    System.out.println(DayTable.end(day));
  }
}
