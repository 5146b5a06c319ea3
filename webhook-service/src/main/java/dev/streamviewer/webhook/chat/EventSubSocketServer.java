package dev.streamviewer.webhook.chat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.util.Optional;

/** EventSub's WebSocket server: opens connections to it. */
final class EventSubSocketServer {
  /** The shortest that Twitch allows, so that a dead connection shows soon. */
  private static final String KEEPALIVE = "keepalive_timeout_seconds=10";

  /** Far more than any message of Twitch has. */
  private static final int MOST_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final WebSocketClient client;
  private final URI address;

  EventSubSocketServer(Vertx vertx, URI address) {
    this.vertx = vertx;
    this.address = address;
    // A session has two connections for the moment of a move.
    this.client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(2 * ChatSessionPool.MOST)
                .setMaxMessageSize(MOST_BYTES)
                .setMaxFrameSize(MOST_BYTES));
  }

  /** A connection for a new session. */
  ChatSocket open(ChatSocket.Listener listener) {
    return ChatSocket.open(vertx, client, address + "?" + KEEPALIVE, listener);
  }

  /** A connection that takes a session over; the address is taken as Twitch gave it. */
  ChatSocket open(URI reconnect, ChatSocket.Listener listener) {
    return ChatSocket.open(vertx, client, reconnect.toString(), listener);
  }

  /** An address to reconnect to; empty unless it is as safe as the one we were told. */
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
