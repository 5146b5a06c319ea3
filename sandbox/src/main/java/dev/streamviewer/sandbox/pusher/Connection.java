package dev.streamviewer.sandbox.pusher;

import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** One browser's socket. */
final class Connection {
  private static final int MAX_UNSENT_BYTES = 1024 * 1024;
  private static final int MAX_CHANNELS = 1_000;

  private final String socketId;
  private final ServerWebSocket socket;
  private final Set<String> channels = new HashSet<>();
  private final ClientEventRate clientEvents = new ClientEventRate();
  private String userId = "";
  private Instant lastHeard;
  private boolean pinged;

  Connection(String socketId, ServerWebSocket socket, Instant now) {
    this.socketId = socketId;
    this.socket = socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
    this.lastHeard = now;
  }

  String socketId() {
    return socketId;
  }

  /** Who a writer outpaces is let go: what is unsent must not fill the heap. */
  void send(String frame) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      close(CloseCode.TOO_SLOW);
    } else {
      socket.writeTextMessage(frame);
    }
  }

  void error(Integer code, String message) {
    send(Frames.error(code, message));
  }

  void close(CloseCode why) {
    close(why.code, why.reason);
  }

  void close(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
    }
  }

  /** Any frame counts as life. */
  void heard(Instant now) {
    lastHeard = now;
    pinged = false;
  }

  Instant lastHeard() {
    return lastHeard;
  }

  boolean isPinged() {
    return pinged;
  }

  void ping() {
    pinged = true;
    send("{\"event\":\"pusher:ping\",\"data\":\"{}\"}");
  }

  boolean isOn(String channel) {
    return channels.contains(channel);
  }

  boolean mayJoin() {
    return channels.size() < MAX_CHANNELS;
  }

  void joined(String channel) {
    channels.add(channel);
  }

  void left(String channel) {
    channels.remove(channel);
  }

  Set<String> channels() {
    return Set.copyOf(channels);
  }

  ClientEventRate clientEvents() {
    return clientEvents;
  }

  /** The user who signed in on this connection; empty when none has. */
  String userId() {
    return userId;
  }

  void signedIn(String userId) {
    this.userId = userId;
  }
}
