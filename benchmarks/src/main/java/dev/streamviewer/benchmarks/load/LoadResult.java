package dev.streamviewer.benchmarks.load;

import java.util.Map;

/**
 * Result of a {@link LoadPlan}.
 *
 * @param seconds the time from the first message to the last answer
 * @param sent the number of completely sent messages
 * @param skipped the number of messages that were due without a free connection, and never sent
 * @param answers the number of answers by HTTP status; 0 stands for no answer
 * @param latency the latency of 2xx answers, in milliseconds; at a fixed rate from the time when
 *     the message was due, so that waiting for a free connection counts
 * @param delivered the messages that arrived at Pusher meanwhile
 * @param cpuSeconds the processor time of this process
 */
public record LoadResult(
    double seconds,
    long sent,
    long skipped,
    Map<Integer, Long> answers,
    Latency latency,
    Delivered delivered,
    double cpuSeconds) {

  /** The latency distribution, in milliseconds. */
  public record Latency(double p50, double p99, double max) {}

  /**
   * The messages at Pusher.
   *
   * @param calls the number of calls
   * @param events the number of events in the calls
   * @param copies the number of events that had already arrived before
   * @param missing the number of messages that were acknowledged to Twitch but never arrived
   */
  public record Delivered(long calls, long events, long copies, long missing) {}

  /** The number of messages with a 2xx answer. */
  public long acknowledged() {
    return answers.entrySet().stream()
        .filter(entry -> entry.getKey() / 100 == 2)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Acknowledged messages per second. */
  public double perSecond() {
    return acknowledged() / seconds;
  }
}
