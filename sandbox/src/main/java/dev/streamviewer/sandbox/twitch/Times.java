package dev.streamviewer.sandbox.twitch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The two forms of time that Twitch writes. */
final class Times {
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** EventSub: nine fraction digits. */
  static String nanos(Instant instant) {
    return NANOS.format(instant);
  }

  /** Helix: whole seconds. */
  static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
