package dev.streamviewer.webhook.samples;

import dev.streamviewer.platform.contract.streamer.ViewerSamples.Sample;
import dev.streamviewer.platform.memory.BoundedMap;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The numbers of viewers of many streams, in the memory of this process: a thousand streams take
 * six megabytes.
 */
public final class ViewerHistory {
  /** Beyond this number, the stream that was sampled or read longest ago is forgotten. */
  static final int MAX_STREAMERS = 1_000;

  private final Clock clock;
  private final Map<String, ViewerSeries> byStreamer = BoundedMap.inOrderOfUse(MAX_STREAMERS);

  public ViewerHistory(Clock clock) {
    this.clock = clock;
  }

  /** Adds the samples of a minute, by the streamer's id. */
  void add(int minute, Map<String, Integer> viewers) {
    viewers.forEach(
        (id, count) ->
            byStreamer.computeIfAbsent(id, first -> new ViewerSeries()).add(minute, count));
    var oldest = oldestMinute();
    byStreamer.values().removeIf(series -> series.lastMinute() < oldest);
  }

  /** Returns the samples of the last twelve hours, the oldest first. */
  public List<Sample> of(String id) {
    var series = byStreamer.get(id);
    return series == null ? List.of() : series.since(oldestMinute());
  }

  boolean contains(String id) {
    return byStreamer.containsKey(id);
  }

  /** The number of streams with samples. */
  public int size() {
    return byStreamer.size();
  }

  int oldestMinute() {
    return ViewerSeries.minuteOf(clock.instant()) - ViewerSeries.MINUTES + 1;
  }
}
