package dev.streamviewer.sandbox.twitch.websocket;

import java.time.Duration;

/**
 * The times of the WebSocket server. The defaults are those of EventSub's guide.
 *
 * @param shortestKeepalive in whole seconds; what a client may ask for at least, and gets unasked
 * @param unusedTimeout how long a connection may be without a subscription or a shard
 * @param reconnectGrace from the reconnect message to the end of the old connection
 * @param pingPause between pings; an unanswered one ends the connection
 */
public record SocketOptions(
    Duration shortestKeepalive,
    Duration unusedTimeout,
    Duration reconnectGrace,
    Duration pingPause) {
  private static final int LONGEST_KEEPALIVE = 600;

  public static SocketOptions defaults() {
    return new SocketOptions(
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15));
  }

  public SocketOptions withShortestKeepalive(Duration shortestKeepalive) {
    return new SocketOptions(shortestKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  public SocketOptions withUnusedTimeout(Duration unusedTimeout) {
    return new SocketOptions(shortestKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  public SocketOptions withReconnectGrace(Duration reconnectGrace) {
    return new SocketOptions(shortestKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  public SocketOptions withPingPause(Duration pingPause) {
    return new SocketOptions(shortestKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  /** A number out of range becomes the nearest that is allowed; no number, the shortest. */
  int keepaliveSeconds(String asked) {
    var shortest = (int) Math.max(1, shortestKeepalive.toSeconds());
    if (asked == null || !asked.matches("-?\\d{1,9}")) {
      return shortest;
    }
    return Math.min(LONGEST_KEEPALIVE, Math.max(shortest, Integer.parseInt(asked)));
  }
}
