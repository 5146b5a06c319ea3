package dev.streamviewer.sandbox.pusher;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every open socket. */
final class Connections {
  private final Map<String, Connection> bySocketId = new LinkedHashMap<>();

  void add(Connection connection) {
    bySocketId.put(connection.socketId(), connection);
  }

  void remove(Connection connection) {
    bySocketId.remove(connection.socketId());
  }

  int count() {
    return bySocketId.size();
  }

  List<Connection> all() {
    return List.copyOf(bySocketId.values());
  }

  int closeAll(int code, String reason) {
    var open = all();
    open.forEach(connection -> connection.close(code, reason));
    return open.size();
  }

  void terminate(String userId) {
    all().stream()
        .filter(connection -> connection.userId().equals(userId))
        .forEach(connection -> connection.close(CloseCode.UNAUTHORISED));
  }

  /** Pings who has been silent, and closes who does not answer. */
  void checkLife(Instant now, Duration activityTimeout, Duration pongTimeout) {
    for (var connection : all()) {
      var silence = Duration.between(connection.lastHeard(), now);
      if (connection.isPinged() && silence.compareTo(activityTimeout.plus(pongTimeout)) >= 0) {
        connection.close(CloseCode.NO_PONG);
      } else if (!connection.isPinged() && silence.compareTo(activityTimeout) >= 0) {
        connection.ping();
      }
    }
  }
}
