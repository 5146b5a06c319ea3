package dev.streamviewer.benchmarks.subscriptions;

import static dev.streamviewer.benchmarks.report.RootLocale.format;

import dev.streamviewer.benchmarks.subscriptions.SimulatedDay.Minute;
import dev.streamviewer.benchmarks.subscriptions.SubscriptionStarts.Start;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A day as text: a Markdown row for each hour, and a summary. */
final class DayTable {
  private static final int HOUR = 60;

  private DayTable() {}

  static String of(SimulatedDay day) {
    var lines = new ArrayList<String>();
    lines.add(
        "| hour | viewers | occupied | subscribed | highest cost | watches | full | delayed"
            + " | names | creating | upkeep | most calls |");
    lines.add("|-----:|".concat("-----:|".repeat(11)));
    for (var from = 0; from < day.minutes.size(); from += HOUR) {
      lines.add(row(from / HOUR, day.minutes.subList(from, from + HOUR)));
    }
    return String.join("\n", lines);
  }

  private static String row(int hour, List<Minute> minutes) {
    var last = minutes.get(minutes.size() - 1);
    return format(
        "| %d | %,d | %,d | %,d | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f |",
        hour,
        last.viewers(),
        last.listened(),
        last.covered(),
        most(minutes, Minute::cost),
        sum(minutes, Minute::watches),
        sum(minutes, Minute::refused),
        sum(minutes, Minute::later),
        sum(minutes, it -> it.calls(HelixCallPurpose.NAMES)) / HOUR,
        sum(minutes, it -> it.calls(HelixCallPurpose.WATCHES)) / HOUR,
        sum(minutes, it -> it.calls(HelixCallPurpose.UPKEEP)) / HOUR,
        most(minutes, Minute::allCalls));
  }

  /** The summary of the day, in sentences. */
  static String summary(SimulatedDay day) {
    var audience = day.audience;
    var subscriptions = day.subscriptions;
    return String.join(
        "\n",
        format(
            "%,d watches: %,d found no room, %,d had delayed events, %,d failed."
                + " The slowest answer took %,d ms.",
            audience.watches(),
            audience.refused(),
            audience.later(),
            audience.failed(),
            audience.longest().toMillis()),
        format(
            "The highest cost was %,d of %,d. Twitch refused %d subscriptions for their cost and %d"
                + " calls for their rate. %d subscriptions of streamers with listeners ended.",
            subscriptions.highestCost(),
            subscriptions.limit,
            subscriptions.refusals(),
            day.twitch.refusals(),
            day.lost()),
        "Time from the first watch of a streamer until all subscriptions were enabled:",
        starts("  with room", day.starts(false)),
        starts("  without room at first", day.starts(true)),
        format("  %,d streamers lost their last viewer before.", day.starts.givenUp()));
  }

  /** The cost at the end, after the last viewer has left. */
  static String end(SimulatedDay day) {
    return format("Cost after the last viewer has left: %,d.", day.subscriptions.cost());
  }

  private static String starts(String name, List<Start> starts) {
    var sorted = starts.stream().map(Start::took).sorted().toList();
    return sorted.isEmpty()
        ? name + ": none"
        : format(
            "%s: %,d streamers, median %s, 99th percentile %s, maximum %s",
            name,
            sorted.size(),
            seconds(sorted.get(sorted.size() / 2)),
            seconds(sorted.get(sorted.size() * 99 / 100)),
            seconds(sorted.get(sorted.size() - 1)));
  }

  private static String seconds(Duration duration) {
    return format("%,.1f s", duration.toMillis() / 1_000.0);
  }

  private static double sum(List<Minute> minutes, ToDoubleFunction<Minute> value) {
    return minutes.stream().mapToDouble(value).sum();
  }

  private static double most(List<Minute> minutes, ToDoubleFunction<Minute> value) {
    return minutes.stream().mapToDouble(value).max().orElse(0);
  }
}
