package dev.streamviewer.sandbox.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The two formats of time at Twitch. */
public final class TwitchTimes {
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private TwitchTimes() {}

  /** Formats a time for EventSub: nine fraction digits. */
  public static String nanos(Instant instant) {
    return NANOS.format(instant);
  }

  /** Formats a time for Helix: whole seconds. */
  public static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Formats the length of a recording, such as {@code 3h21m33s}. */
  public static String duration(Duration length) {
    var hours = length.toHours() > 0 ? length.toHours() + "h" : "";
    var minutes = length.toMinutes() > 0 ? length.toMinutesPart() + "m" : "";
    return hours + minutes + length.toSecondsPart() + "s";
  }
}
