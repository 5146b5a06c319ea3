package dev.streamviewer.benchmarks.load;

import java.util.Map;

/**
 * What came of a {@link LoadPlan}.
 *
 * @param seconds from the first message to the last answer
 * @param sent messages whose last byte went out
 * @param skipped messages that were due when no connection was free, and were never sent
 * @param answers how many answers there were of each HTTP status; 0 stands for none at all
 * @param latency in milliseconds, of answers with 2xx; at a fixed rate from when the message was
 *     due, so that waiting for a free connection counts
 * @param delivered what Pusher took meanwhile
 * @param cpuSeconds processor time of this process
 */
public record LoadResult(
    double seconds,
    long sent,
    long skipped,
    Map<Integer, Long> answers,
    Latency latency,
    Delivered delivered,
    double cpuSeconds) {

  /** The distribution of waiting times, in milliseconds. */
  public record Latency(double p50, double p99, double max) {}

  /**
   * What arrived at Pusher.
   *
   * @param calls how many calls
   * @param events how many events in them
   * @param copies how many of them had arrived before
   * @param missing how many were acknowledged to Twitch but never arrived
   */
  public record Delivered(long calls, long events, long copies, long missing) {}

  /** Messages that were answered with 2xx. */
  public long acknowledged() {
    return answers.entrySet().stream()
        .filter(entry -> entry.getKey() / 100 == 2)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Acknowledged messages a second. */
  public double perSecond() {
    return acknowledged() / seconds;
  }
}
