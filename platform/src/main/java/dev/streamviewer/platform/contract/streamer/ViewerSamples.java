package dev.streamviewer.platform.contract.streamer;

import java.time.Instant;
import java.util.List;

/** The numbers of viewers of a stream, the oldest first; a gap means offline or not watched. */
public record ViewerSamples(List<Sample> samples) {
  /** The number of viewers at a time. */
  public record Sample(Instant at, int viewers) {}
}
