package dev.streamviewer.platform.contract.streamer;

import java.time.Instant;
import java.util.List;

/** The latest recordings of a streamer's broadcasts, the newest first. */
public record FoundVideos(List<Video> videos) {
  /**
   * A recording at Twitch.
   *
   * @param createdAt when the broadcast began
   * @param seconds the duration; still growing while the broadcast runs
   */
  public record Video(String id, String url, String title, Instant createdAt, long seconds) {}
}
