package dev.streamviewer.platform.contract.schedule;

import java.time.Instant;
import java.util.List;

/** The next scheduled streams of a streamer, the soonest first. */
public record FoundSchedule(List<ScheduledStream> streams) {
  /**
   * A stream that the streamer has announced.
   *
   * @param title empty if there is none
   * @param category empty if there is none
   */
  public record ScheduledStream(Instant startsAt, String title, String category) {}
}
