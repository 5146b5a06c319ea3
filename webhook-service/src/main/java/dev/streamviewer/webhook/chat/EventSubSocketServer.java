package dev.streamviewer.webhook.chat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.Optional;

/** Opens connections to EventSub's WebSocket server. */
final class EventSubSocketServer {
  /** The shortest interval that Twitch allows, to detect a dead connection soon. */
  private static final String KEEPALIVE = "keepalive_timeout_seconds=10";

  /** Far more than Twitch's longest message. */
  private static final int MAX_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final WebSocketClient client;
  private final URI address;

  EventSubSocketServer(Vertx vertx, URI address) {
    this.vertx = vertx;
    this.address = address;
    // A session has two connections during a reconnect.
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(2 * ChatSessionPool.MAX_SESSIONS)
                .setMaxMessageSize(MAX_BYTES)
                .setMaxFrameSize(MAX_BYTES));
  }

  /** Opens a connection for a new session. */
  ChatSocket open(ChatSocket.Listener listener) {
    return ChatSocket.open(vertx, client, address + "?" + KEEPALIVE, listener);
  }

  /** Opens a connection that takes over a session, at the address exactly as Twitch sent it. */
  ChatSocket open(URI reconnect, ChatSocket.Listener listener) {
    return ChatSocket.open(vertx, client, reconnect.toString(), listener);
  }

  /** Parses a reconnect address; empty unless the address is as secure as the configured server. */
  Optional<URI> reconnect(String text) {
    try {
      return Optional.of(URI.create(text))
          .filter(it -> address.getScheme().equals(it.getScheme()) && it.getHost() != null);
    } catch (IllegalArgumentException | NullPointerException e) {
      return Optional.empty();
    }
  }

  void close() {
    client.close();
  }
}
