package dev.streamviewer.benchmarks.load;

import java.util.List;

/**
 * The load to send.
 *
 * @param ports the ports of the server on this machine, which the connections take in turns
 * @param connections the number of connections; on each, a message waits for the previous answer
 * @param perSecond messages per second, whatever the answers; 0 sends as fast as answers come
 * @param seconds the duration
 * @param duplicates the percentage of messages that have been sent and answered before
 * @param settle the maximum time at the end, in seconds, for acknowledged events to reach Pusher
 */
public record LoadPlan(
    List<Integer> ports,
    int connections,
    int perSecond,
    double seconds,
    int duplicates,
    int settle) {
  /** A plan that sends as fast as answers come (closed loop). */
  public static LoadPlan closed(
      List<Integer> ports, int connections, double seconds, int duplicates) {
    return new LoadPlan(ports, connections, 0, seconds, duplicates, 0);
  }

  /** A plan with a fixed rate (open loop). */
  public static LoadPlan open(List<Integer> ports, int connections, int perSecond, double seconds) {
    return new LoadPlan(ports, connections, perSecond, seconds, 0, 0);
  }

  /** A copy with time at the end for late events. */
  public LoadPlan settling(int maxSeconds) {
    return new LoadPlan(ports, connections, perSecond, seconds, duplicates, maxSeconds);
  }

  boolean isClosed() {
    return perSecond == 0;
  }
}
