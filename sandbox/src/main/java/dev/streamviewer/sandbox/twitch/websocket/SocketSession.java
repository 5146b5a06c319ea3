package dev.streamviewer.sandbox.twitch.websocket;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import java.time.Instant;

/** A client's session on the WebSocket server. It outlives its connection when the client moves. */
public final class SocketSession {
  private final String id;
  private final Instant connectedAt;
  private final int keepaliveSeconds;
  private SocketConnection connection;
  private Instant lastSent;
  private boolean silent;
  private boolean moving;

  SocketSession(String id, Instant connectedAt, int keepaliveSeconds, SocketConnection connection) {
    this.id = id;
    this.connectedAt = connectedAt;
    this.keepaliveSeconds = keepaliveSeconds;
    this.connection = connection;
    this.lastSent = connectedAt;
  }

  public String id() {
    return id;
  }

  public Instant connectedAt() {
    return connectedAt;
  }

  public int keepaliveSeconds() {
    return keepaliveSeconds;
  }

  public Websocket transport() {
    return Websocket.open(id, connectedAt);
  }

  public SocketConnection connection() {
    return connection;
  }

  Instant lastSent() {
    return lastSent;
  }

  public void send(String frame, Instant now) {
    lastSent = now;
    connection.send(frame);
  }

  /** Where messages go from now on; the old connection gets none any more. */
  void movedTo(SocketConnection newer) {
    connection = newer;
    moving = false;
  }

  /** The client has been told to reconnect and has not done so yet. */
  public boolean isMoving() {
    return moving;
  }

  void move() {
    moving = true;
  }

  /** The line looks open and carries nothing: no keepalive, no message, no ping. */
  public boolean isSilent() {
    return silent;
  }

  void silence(boolean silent) {
    this.silent = silent;
  }
}
