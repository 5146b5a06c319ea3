package dev.streamviewer.sandbox.twitch.websocket;

import java.time.Duration;

/**
 * Timing of the WebSocket server. The defaults follow EventSub's guide.
 *
 * @param minKeepalive in whole seconds; minimum and default of the keepalive timeout
 * @param unusedTimeout longest time without a subscription or a shard
 * @param reconnectGrace time from the reconnect message to the end of the old connection
 * @param pingPause time between pings; an unanswered ping ends the connection
 */
public record SocketOptions(
    Duration minKeepalive, Duration unusedTimeout, Duration reconnectGrace, Duration pingPause) {
  private static final int MAX_KEEPALIVE_SECONDS = 600;

  public static SocketOptions defaults() {
    return new SocketOptions(
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofSeconds(15));
  }

  public SocketOptions withShortestKeepalive(Duration minKeepalive) {
    return new SocketOptions(minKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  public SocketOptions withUnusedTimeout(Duration unusedTimeout) {
    return new SocketOptions(minKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  public SocketOptions withReconnectGrace(Duration reconnectGrace) {
    return new SocketOptions(minKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  public SocketOptions withPingPause(Duration pingPause) {
    return new SocketOptions(minKeepalive, unusedTimeout, reconnectGrace, pingPause);
  }

  /** Returns the keepalive timeout: the nearest allowed value, or the minimum without a number. */
  int keepaliveSeconds(String requested) {
    var shortest = (int) Math.max(1, minKeepalive.toSeconds());
    if (requested == null || !requested.matches("-?\\d{1,9}")) {
      return shortest;
    }
    return Math.min(MAX_KEEPALIVE_SECONDS, Math.max(shortest, Integer.parseInt(requested)));
  }
}
