package dev.streamviewer.sandbox.pusher.channel;

import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** The socket of a browser. */
public final class PusherConnection {
  private static final int MAX_UNSENT_BYTES = 1024 * 1024;
  private static final int MAX_CHANNELS = 1_000;

  private final String socketId;
  private final ServerWebSocket socket;
  private final Set<String> channels = new HashSet<>();
  private final ClientEventRate clientEvents = new ClientEventRate();
  private String userId = "";
  private Instant lastActivity;
  private boolean pinged;

  public PusherConnection(String socketId, ServerWebSocket socket, Instant now) {
    this.socketId = socketId;
    this.socket = socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
    this.lastActivity = now;
  }

  public String socketId() {
    return socketId;
  }

  /** Sends a frame. Disconnects slow readers, so that unsent frames cannot fill the heap. */
  public void send(String frame) {
    if (socket.isClosed()) {
      return;
    }
    if (socket.writeQueueFull()) {
      close(PusherCloseCode.TOO_SLOW);
    } else {
      socket.writeTextMessage(frame);
    }
  }

  public void error(Integer code, String message) {
    send(PusherFrames.error(code, message));
  }

  public void close(PusherCloseCode closeCode) {
    close(closeCode.code, closeCode.reason);
  }

  void close(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
    }
  }

  /** Records a received frame; any frame counts as activity. */
  public void recordActivity(Instant now) {
    lastActivity = now;
    pinged = false;
  }

  Instant lastActivity() {
    return lastActivity;
  }

  boolean isPinged() {
    return pinged;
  }

  void ping() {
    pinged = true;
    send("{\"event\":\"pusher:ping\",\"data\":\"{}\"}");
  }

  public boolean isOn(String channel) {
    return channels.contains(channel);
  }

  public boolean mayJoin() {
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

  public ClientEventRate clientEvents() {
    return clientEvents;
  }

  /** Returns the id of the user who signed in on this connection; empty if there is none. */
  String userId() {
    return userId;
  }

  public void signedIn(String userId) {
    this.userId = userId;
  }
}
