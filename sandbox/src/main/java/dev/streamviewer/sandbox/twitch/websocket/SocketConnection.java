package dev.streamviewer.sandbox.twitch.websocket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * The WebSocket of a client. A session has two connections for a while when the client reconnects.
 */
public final class SocketConnection {
  private static final int MAX_UNSENT_BYTES = 1024 * 1024;

  private final ServerWebSocket socket;
  private final HttpConnection httpConnection;
  private boolean awaitsPong;

  /**
   * Creates a connection.
   *
   * @param httpConnection the HTTP connection that was upgraded
   */
  SocketConnection(ServerWebSocket socket, HttpConnection httpConnection) {
    this.httpConnection = httpConnection;
    this.socket = socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
    socket.pongHandler(pong -> awaitsPong = false);
    socket.exceptionHandler(broken -> socket.close());
  }

  /** Sets the handler of inbound messages. EventSub forbids all inbound traffic but pongs. */
  void onInbound(Runnable handler) {
    socket.textMessageHandler(text -> handler.run());
    socket.binaryMessageHandler(bytes -> handler.run());
  }

  void onClose(Runnable handler) {
    socket.closeHandler(closed -> handler.run());
  }

  boolean isClosed() {
    return socket.isClosed();
  }

  /** Whether the client reads too slowly for further messages. */
  public boolean isFull() {
    return socket.writeQueueFull();
  }

  void send(String frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(frame);
    }
  }

  /** Sends a ping. Returns false if the last ping has no pong yet. */
  boolean ping() {
    if (awaitsPong) {
      return false;
    }
    awaitsPong = true;
    socket.writePing(Buffer.buffer("eventsub"));
    return true;
  }

  void close(SocketClose cause) {
    close(cause.code, cause.reason);
  }

  void close(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
    }
  }

  /**
   * Closes the connection without a close frame. Every way to close in Vert.x sends a close frame
   * first, so the head of the Netty pipeline closes the channel instead.
   */
  void cut() {
    ((ConnectionBase) httpConnection).channel().pipeline().firstContext().close();
  }
}
