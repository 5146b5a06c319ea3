package dev.streamviewer.sandbox.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The two forms of time that Twitch writes. */
public final class TwitchTimes {
  private static final DateTimeFormatter NANOS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);

  private TwitchTimes() {}

  /** EventSub: nine fraction digits. */
  public static String nanos(Instant instant) {
    return NANOS.format(instant);
  }

  /** Helix: whole seconds. */
  public static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
