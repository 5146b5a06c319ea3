package dev.streamviewer.sandbox.twitch.websocket;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.impl.ConnectionBase;

/** One client's WebSocket. A session that moves has two for a while. */
public final class SocketConnection {
  private static final int MAX_UNSENT_BYTES = 1024 * 1024;

  private final ServerWebSocket socket;
  private final HttpConnection underneath;
  private boolean awaitsPong;

  /**
   * @param underneath the HTTP connection that was upgraded
   */
  SocketConnection(ServerWebSocket socket, HttpConnection underneath) {
    this.underneath = underneath;
    this.socket = socket.setWriteQueueMaxSize(MAX_UNSENT_BYTES);
    socket.pongHandler(pong -> awaitsPong = false);
    socket.exceptionHandler(broken -> socket.close());
  }

  /** The client may pong, and nothing else. */
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

  /** Whether the client reads so slowly that no more may be written. */
  public boolean isFull() {
    return socket.writeQueueFull();
  }

  void send(String frame) {
    if (!socket.isClosed()) {
      socket.writeTextMessage(frame);
    }
  }

  /** Pings, or answers false when the last ping is still without a pong. */
  boolean ping() {
    if (awaitsPong) {
      return false;
    }
    awaitsPong = true;
    socket.writePing(Buffer.buffer("eventsub"));
    return true;
  }

  void close(SocketClose why) {
    close(why.code, why.reason);
  }

  void close(int code, String reason) {
    if (!socket.isClosed()) {
      socket.close((short) code, reason);
    }
  }

  /**
   * Cuts the line. Vert.x says goodbye first, whichever way it is asked to close, so it is
   * bypassed: the end of the pipeline closes the channel.
   */
  void cut() {
    ((ConnectionBase) underneath).channel().pipeline().firstContext().close();
  }
}
