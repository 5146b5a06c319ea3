package dev.streamviewer.webhook.streamer;

import static dev.streamviewer.platform.twitch.HelixStreams.text;

import dev.streamviewer.platform.contract.schedule.FoundSchedule.ScheduledStream;
import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.platform.twitch.HelixStreams;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Reads the schedule in Helix's "Get Channel Stream Schedule". Twitch sends {@code null} instead of
 * an empty list. The list includes cancelled streams, and streams during a vacation.
 */
final class HelixSchedule {
  private HelixSchedule() {}

  /** Returns the streams that will take place, the soonest first. */
  static List<ScheduledStream> streams(JsonObject schedule) {
    var vacation = LenientJson.objectOrEmpty(schedule.getValue("vacation"));
    return LenientJson.objects(schedule.getValue("segments"))
        .filter(segment -> text(segment, "canceled_until").isEmpty())
        .map(HelixSchedule::stream)
        .filter(Objects::nonNull)
        .filter(stream -> !isWithin(vacation, stream.startsAt()))
        .sorted(Comparator.comparing(ScheduledStream::startsAt))
        .toList();
  }

  /** Reads a stream; null without a time. */
  private static ScheduledStream stream(JsonObject segment) {
    var startsAt = HelixStreams.instant(text(segment, "start_time"));
    return startsAt == null
        ? null
        : new ScheduledStream(
            startsAt,
            text(segment, "title"),
            text(LenientJson.objectOrEmpty(segment.getValue("category")), "name"));
  }

  private static boolean isWithin(JsonObject vacation, Instant time) {
    var start = HelixStreams.instant(text(vacation, "start_time"));
    var end = HelixStreams.instant(text(vacation, "end_time"));
    return start != null && end != null && !time.isBefore(start) && time.isBefore(end);
  }
}
