package dev.streamviewer.sandbox.twitch.websocket;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import java.time.Instant;

/**
 * A client's session on the WebSocket server. The session outlives a connection when the client
 * reconnects.
 */
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

  /** Moves the session to a new connection. The old connection gets no more messages. */
  void movedTo(SocketConnection newer) {
    connection = newer;
    moving = false;
  }

  /** Whether the client was told to reconnect and has not done so yet. */
  public boolean isMoving() {
    return moving;
  }

  void move() {
    moving = true;
  }

  /** Whether the connection looks open and carries nothing: no keepalive, no message, no ping. */
  public boolean isSilent() {
    return silent;
  }

  void silence(boolean silent) {
    this.silent = silent;
  }
}
