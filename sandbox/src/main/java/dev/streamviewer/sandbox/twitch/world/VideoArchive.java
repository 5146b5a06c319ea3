package dev.streamviewer.sandbox.twitch.world;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Recordings of every streamer: of the current broadcast, and of broadcasts of the last evenings.
 * Ids and times follow from the streamer and the day, so a recording stays the same all day.
 */
public final class VideoArchive {
  private static final int EVENINGS = 3;
  private static final Duration EVENING_START = Duration.ofHours(19);

  private final Clock clock;

  public VideoArchive(Clock clock) {
    this.clock = clock;
  }

  /** Returns the recordings of a streamer, newest first; none of an account that never streams. */
  public List<ArchivedVideo> of(SandboxStreamer streamer) {
    var recordings = new ArrayList<ArchivedVideo>();
    streamer.stream().ifPresent(live -> recordings.add(current(streamer, live)));
    if (streamer.user().streams()) {
      for (var ago = 1; ago <= EVENINGS; ago++) {
        recordings.add(evening(streamer, ago));
      }
    }
    return recordings;
  }

  private ArchivedVideo current(SandboxStreamer streamer, LiveStream live) {
    var length = Duration.between(live.startedAt(), clock.instant());
    return new ArchivedVideo(
        "2" + id(streamer), live.id(), streamer, streamer.title(), live.startedAt(), length);
  }

  private ArchivedVideo evening(SandboxStreamer streamer, int ago) {
    var day = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(ago, ChronoUnit.DAYS);
    var titles = streamer.titles();
    return new ArchivedVideo(
        "1" + ago + id(streamer),
        "40" + ago + id(streamer),
        streamer,
        titles.get(ago % titles.size()),
        day.plus(EVENING_START),
        Duration.ofMinutes(100 + 17L * ago));
  }

  private static String id(SandboxStreamer streamer) {
    return streamer.user().id();
  }
}
