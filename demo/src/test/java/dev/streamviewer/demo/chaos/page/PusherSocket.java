package dev.streamviewer.demo.chaos.page;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Listens to channels as pusher-js does, and reconnects after each disconnection. */
public final class PusherSocket {
  private final Vertx vertx;
  private final WebSocketClient client;
  private final WebSocketConnectOptions server;
  private final List<String> channels;
  private final Duration pause;
  private final Consumer<JsonObject> onEvent;
  private final Consumer<String> onSubscribed;

  /**
   * @param pause the pause before a reconnection
   * @param onEvent receives the data of each event
   * @param onSubscribed receives the name of each channel, again after each reconnection
   */
  PusherSocket(
      Vertx vertx,
      int port,
      List<String> channels,
      Duration pause,
      Consumer<JsonObject> onEvent,
      Consumer<String> onSubscribed) {
    this.vertx = vertx;
    this.client = vertx.createWebSocketClient();
    this.server =
        new WebSocketConnectOptions()
            .setHost("localhost")
            .setPort(port)
            .setURI("/app/sandbox-key?protocol=7&client=chaos&version=1");
    this.channels = channels;
    this.pause = pause;
    this.onEvent = onEvent;
    this.onSubscribed = onSubscribed;
  }

  void connect() {
    client
        .connect(server)
        .onSuccess(
            socket -> {
              socket.closeHandler(closed -> connectLater());
              socket.textMessageHandler(text -> handle(socket, new JsonObject(text)));
            })
        .onFailure(refused -> connectLater());
  }

  private void connectLater() {
    vertx.setTimer(pause.toMillis(), timer -> connect());
  }

  private void handle(WebSocket socket, JsonObject frame) {
    switch (frame.getString("event")) {
      case "pusher:connection_established" -> channels.forEach(it -> subscribe(socket, it));
      case "pusher:ping" -> write(socket, "pusher:pong", new JsonObject());
      case "pusher_internal:subscription_succeeded" ->
          onSubscribed.accept(frame.getString("channel"));
      case "pusher:error" -> {
        // The server closes the socket after an error.
      }
      default -> onEvent.accept(new JsonObject(frame.getString("data")));
    }
  }

  private static void subscribe(WebSocket socket, String channel) {
    write(socket, "pusher:subscribe", new JsonObject().put("channel", channel));
  }

  private static void write(WebSocket socket, String event, JsonObject data) {
    socket.writeTextMessage(new JsonObject().put("event", event).put("data", data).encode());
  }
}
