package dev.streamviewer.webhook.watch;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.memory.TokenBuckets;
import java.time.Clock;

/**
 * A token bucket for each viewer, so that no viewer alone uses up the shared rate limit of Twitch.
 * Each process counts its own requests: with several processes, a viewer has as many buckets.
 */
final class ViewerRate {
  private static final int VIEWERS = 10_000;

  private final String sentence;
  private final TokenBuckets<String> buckets;

  /**
   * @param burst the most requests at once
   * @param perMinute the most requests a minute in the long run
   * @param sentence the text of the refusal
   */
  ViewerRate(int burst, int perMinute, String sentence, Clock clock) {
    this.sentence = sentence;
    this.buckets = new TokenBuckets<>(burst, perMinute, VIEWERS, clock);
  }

  /** Takes a token; false if none is left. */
  boolean take(String viewerId) {
    return buckets.take(viewerId);
  }

  /** The failure for a request without a token. */
  BusFailure exceeded() {
    return new BusFailure(Reason.LIMITED, sentence);
  }
}
