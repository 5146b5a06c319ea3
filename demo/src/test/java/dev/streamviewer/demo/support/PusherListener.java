package dev.streamviewer.demo.support;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A page that listens to a channel at Pusher; leaves when closed. */
public final class PusherListener implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final WebSocket socket;
  private final Frames frames;

  private PusherListener(WebSocket socket, Frames frames) {
    this.socket = socket;
    this.frames = frames;
  }

  /** The frames of Pusher: the id of the connection, and the events. */
  private static final class Frames implements WebSocket.Listener {
    private final CompletableFuture<String> socketId = new CompletableFuture<>();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final StringBuilder partial = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        receive(new JsonObject(partial.toString()));
        partial.setLength(0);
      }
      webSocket.request(1);
      return null;
    }

    private void receive(JsonObject frame) {
      if ("pusher:connection_established".equals(frame.getString("event"))) {
        socketId.complete(new JsonObject(frame.getString("data")).getString("socket_id"));
      } else if (!frame.getString("event").startsWith("pusher")) {
        events.add(new JsonObject(frame.getString("data")).getString("id"));
      }
    }
  }

  public static PusherListener to(String channel, int pusherPort) {
    var address = "ws://localhost:%d/app/sandbox-key?protocol=7".formatted(pusherPort);
    var frames = new Frames();
    var socket = HTTP.newWebSocketBuilder().buildAsync(URI.create(address), frames).join();
    var listener = new PusherListener(socket, frames);
    listener.listen(channel);
    return listener;
  }

  /** Listens to a further channel on the same connection. */
  public void listen(String channel) {
    subscribe(new JsonObject().put("channel", channel));
  }

  /**
   * Listens to a private channel.
   *
   * @param authorization returns Pusher's authorization of a connection
   */
  public void listen(String channel, UnaryOperator<String> authorization) {
    var socketId = frames.socketId.orTimeout(30, SECONDS).join();
    subscribe(new JsonObject().put("channel", channel).put("auth", authorization.apply(socketId)));
  }

  /** Returns the ids of the events so far. */
  public List<String> received() {
    return frames.events;
  }

  private void subscribe(JsonObject data) {
    var subscribe = new JsonObject().put("event", "pusher:subscribe").put("data", data);
    socket.sendText(subscribe.encode(), true).join();
  }

  @Override
  public void close() {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
  }
}
