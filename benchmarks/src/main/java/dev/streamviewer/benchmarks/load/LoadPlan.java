package dev.streamviewer.benchmarks.load;

/**
 * What to send.
 *
 * @param port of the server, on this machine
 * @param connections how many there are; on each the next message waits for the answer to the last
 * @param perSecond messages a second, whatever the answers; 0 sends as fast as answers come
 * @param seconds how long
 * @param duplicates how many in a hundred have been sent and answered before
 * @param settle how many seconds to wait at the end for acknowledged events that Pusher lacks
 */
public record LoadPlan(
    int port, int connections, int perSecond, double seconds, int duplicates, int settle) {
  /** As fast as the answers come. */
  public static LoadPlan closed(int port, int connections, double seconds, int duplicates) {
    return new LoadPlan(port, connections, 0, seconds, duplicates, 0);
  }

  /** At a fixed rate. */
  public static LoadPlan open(int port, int connections, int perSecond, double seconds) {
    return new LoadPlan(port, connections, perSecond, seconds, 0, 0);
  }

  /** The same, with time at the end for what comes late. */
  public LoadPlan settling(int most) {
    return new LoadPlan(port, connections, perSecond, seconds, duplicates, most);
  }

  boolean isClosed() {
    return perSecond == 0;
  }
}
