package dev.streamviewer.sandbox.twitch.world;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.IntStream;

/** The weekly schedule of every streamer. Its day of the week and its titles follow from the id. */
public final class StreamPlans {
  private static final int WEEKS = 4;
  private static final LocalTime START = LocalTime.of(18, 0);
  private static final Duration LENGTH = Duration.ofHours(3);

  private final Clock clock;

  public StreamPlans(Clock clock) {
    this.clock = clock;
  }

  /** Returns the next streams, the soonest first; none of an account that never streams. */
  public List<PlannedStream> of(SandboxStreamer streamer) {
    return streamer.user().streams()
        ? IntStream.range(0, WEEKS).mapToObj(week -> stream(streamer, week)).toList()
        : List.of();
  }

  private PlannedStream stream(SandboxStreamer streamer, int week) {
    var titles = streamer.titles();
    return new PlannedStream(
        "seg" + streamer.user().id() + week,
        streamer,
        titles.get(week % titles.size()),
        first(streamer).plus(Duration.ofDays(7L * week)),
        LENGTH);
  }

  private Instant first(SandboxStreamer streamer) {
    var now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    var day = DayOfWeek.MONDAY.plus(Long.parseLong(streamer.user().id()) % 7);
    var start = now.with(TemporalAdjusters.nextOrSame(day)).with(START);
    return (start.isAfter(now) ? start : start.plusWeeks(1)).toInstant();
  }
}
