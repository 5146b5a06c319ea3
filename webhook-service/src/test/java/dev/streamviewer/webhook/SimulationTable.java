package dev.streamviewer.webhook;

import dev.streamviewer.webhook.SimulatedStarts.Start;
import dev.streamviewer.webhook.Simulation.Minute;
import dev.streamviewer.webhook.helix.HelixCallPurpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A day as text: a Markdown row for each hour, and a summary. */
final class SimulationTable {
  private static final int HOUR = 60;

  private SimulationTable() {}

  static String of(Simulation day) {
    var lines = new ArrayList<String>();
    lines.add(
        "| hour | viewers | listened to | subscribed | highest cost | watches | no room | later"
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
  static String summary(Simulation day) {
    var audience = day.audience;
    var subscriptions = day.subscriptions;
    return String.join(
        "\n",
        format(
            "%,d watches; %,d were told that there is no room, %,d that events follow, %,d failed;"
                + " the longest wait for an answer was %,d ms.",
            audience.watches(),
            audience.refused(),
            audience.later(),
            audience.failed(),
            audience.longest().toMillis()),
        format(
            "Highest cost %,d of %,d; Twitch refused %d subscriptions for their cost and %d calls"
                + " for their rate; %d subscriptions ended that somebody needed.",
            subscriptions.highestCost(),
            subscriptions.limit,
            subscriptions.refusals(),
            day.twitch.refusals(),
            day.lost()),
        "Until everything of a streamer came, from the first watch:",
        starts("  as a rule", day.starts(false)),
        starts("  while there was no room", day.starts(true)),
        format("  %,d streamers were left before.", day.starts.givenUp()));
  }

  private static String starts(String name, List<Start> starts) {
    var sorted = starts.stream().map(Start::took).sorted().toList();
    return sorted.isEmpty()
        ? name + ": none"
        : format(
            "%s: %,d, half of them within %s, 99 of 100 within %s, the last within %s",
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

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
