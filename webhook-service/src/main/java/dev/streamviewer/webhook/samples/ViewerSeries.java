package dev.streamviewer.webhook.samples;

import dev.streamviewer.platform.contract.streamer.ViewerSamples.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The numbers of viewers of one stream, one for each minute at most; replaces the oldest. */
final class ViewerSeries {
  /** Twelve hours, in six kilobytes. */
  static final int MINUTES = 720;

  private static final int SECONDS = 60;

  private final int[] minutes = new int[MINUTES];
  private final int[] viewers = new int[MINUTES];
  private int start;
  private int size;

  /** Adds a sample; ignores a minute that is not later than the last one. */
  void add(int minute, int count) {
    if (size > 0 && minute <= lastMinute()) {
      return;
    }
    var at = (start + size) % MINUTES;
    minutes[at] = minute;
    viewers[at] = count;
    if (size < MINUTES) {
      size++;
    } else {
      start = (start + 1) % MINUTES;
    }
  }

  /** Returns the samples from a minute on, the oldest first. */
  List<Sample> since(int first) {
    var samples = new ArrayList<Sample>();
    for (var i = 0; i < size; i++) {
      var at = (start + i) % MINUTES;
      if (minutes[at] >= first) {
        samples.add(new Sample(Instant.ofEpochSecond((long) minutes[at] * SECONDS), viewers[at]));
      }
    }
    return samples;
  }

  /** The minute of the newest sample; fails without samples. */
  int lastMinute() {
    return minutes[(start + size - 1) % MINUTES];
  }

  /** Returns the minute of a time, counted from 1970. */
  static int minuteOf(Instant time) {
    return (int) (time.getEpochSecond() / SECONDS);
  }
}
