package dev.streamviewer.benchmarks.load;

/**
 * The load to send.
 *
 * @param port the port of the server on this machine
 * @param connections the number of connections; on each, a message waits for the previous answer
 * @param perSecond messages per second, whatever the answers; 0 sends as fast as answers come
 * @param seconds the duration
 * @param duplicates the percentage of messages that have been sent and answered before
 * @param settle the maximum time at the end, in seconds, for acknowledged events to reach Pusher
 */
public record LoadPlan(
    int port, int connections, int perSecond, double seconds, int duplicates, int settle) {
  /** A plan that sends as fast as answers come (closed loop). */
  public static LoadPlan closed(int port, int connections, double seconds, int duplicates) {
    return new LoadPlan(port, connections, 0, seconds, duplicates, 0);
  }

  /** A plan with a fixed rate (open loop). */
  public static LoadPlan open(int port, int connections, int perSecond, double seconds) {
    return new LoadPlan(port, connections, perSecond, seconds, 0, 0);
  }

  /** A copy with time at the end for late events. */
  public LoadPlan settling(int maxSeconds) {
    return new LoadPlan(port, connections, perSecond, seconds, duplicates, maxSeconds);
  }

  boolean isClosed() {
    return perSecond == 0;
  }
}
