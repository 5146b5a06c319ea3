package dev.streamviewer.sandbox.pusher.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All open sockets. */
public final class PusherConnections {
  private final Map<String, PusherConnection> bySocketId = new LinkedHashMap<>();

  public void add(PusherConnection connection) {
    bySocketId.put(connection.socketId(), connection);
  }

  public void remove(PusherConnection connection) {
    bySocketId.remove(connection.socketId());
  }

  public int count() {
    return bySocketId.size();
  }

  List<PusherConnection> all() {
    return List.copyOf(bySocketId.values());
  }

  public int closeAll(int code, String reason) {
    var open = all();
    open.forEach(connection -> connection.close(code, reason));
    return open.size();
  }

  public void terminate(String userId) {
    all().stream()
        .filter(connection -> connection.userId().equals(userId))
        .forEach(connection -> connection.close(PusherCloseCode.UNAUTHORISED));
  }

  /** Pings silent connections, and closes connections that do not answer. */
  public void checkActivity(Instant now, Duration activityTimeout, Duration pongTimeout) {
    for (var connection : all()) {
      var silence = Duration.between(connection.lastActivity(), now);
      if (connection.isPinged() && silence.compareTo(activityTimeout.plus(pongTimeout)) >= 0) {
        connection.close(PusherCloseCode.NO_PONG);
      } else if (!connection.isPinged() && silence.compareTo(activityTimeout) >= 0) {
        connection.ping();
      }
    }
  }
}
