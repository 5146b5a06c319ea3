package dev.streamviewer.demo;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;

/** A page that listens to a channel at Pusher; leaves when closed. */
final class PusherListener implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WebSocket socket;

  private PusherListener(WebSocket socket) {
    this.socket = socket;
  }

  static PusherListener to(String channel, int pusherPort) {
    var address = "ws://localhost:%d/app/sandbox-key?protocol=7".formatted(pusherPort);
    var socket =
        HTTP.newWebSocketBuilder()
            .buildAsync(URI.create(address), new WebSocket.Listener() {})
            .join();
    var listener = new PusherListener(socket);
    listener.listen(channel);
    return listener;
  }

  /** Listens to a further channel on the same connection. */
  void listen(String channel) {
    var subscribe =
        new JsonObject()
            .put("event", "pusher:subscribe")
            .put("data", new JsonObject().put("channel", channel));
    socket.sendText(subscribe.encode(), true).join();
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
