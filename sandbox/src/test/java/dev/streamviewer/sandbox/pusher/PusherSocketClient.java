package dev.streamviewer.sandbox.pusher;

import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.wire.HmacSignature;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A page with a socket to Pusher. */
public final class PusherSocketClient {
  static final String QUERY = "?protocol=7&client=js&version=8.6.0&flash=false";

  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /** A strong reference: the garbage collector would close an unreferenced client. */
  private final WebSocketClient client;

  private String socketId = "";

  private PusherSocketClient(TestSandbox sandbox, String uri) {
    var options =
        new WebSocketConnectOptions()
            .setHost("localhost")
            .setPort(sandbox.sandbox().pusherPort())
            .setURI(uri);
    client = sandbox.vertx().createWebSocketClient();
    var opening = client.webSocket();
    opening.textMessageHandler(text -> frames.add(new JsonObject(text)));
    opening.closeHandler(over -> closed.complete((int) opening.closeStatusCode()));
    socket = sandbox.connect(opening, options);
  }

  /** Connects, and takes the first frame. */
  public static PusherSocketClient open(TestSandbox sandbox) {
    var page = raw(sandbox, "/app/" + PusherApiClient.KEY + QUERY);
    page.socketId = page.data("pusher:connection_established").getString("socket_id");
    return page;
  }

  static PusherSocketClient raw(TestSandbox sandbox, String uri) {
    return new PusherSocketClient(sandbox, uri);
  }

  public String socketId() {
    return socketId;
  }

  public void send(JsonObject frame) {
    socket.writeTextMessage(frame.encode()).await();
  }

  void send(String event, JsonObject data) {
    send(new JsonObject().put("event", event).put("data", data));
  }

  public void subscribe(String channel) {
    send("pusher:subscribe", new JsonObject().put("channel", channel));
  }

  void subscribePrivate(String channel) {
    var auth =
        PusherApiClient.KEY
            + ":"
            + HmacSignature.sha256(PusherApiClient.SECRET, socketId + ":" + channel);
    send("pusher:subscribe", new JsonObject().put("channel", channel).put("auth", auth));
  }

  public void subscribePresence(String channel, String userId) {
    var channelData = new JsonObject().put("user_id", userId).encode();
    var signed = socketId + ":" + channel + ":" + channelData;
    send(
        "pusher:subscribe",
        new JsonObject()
            .put("channel", channel)
            .put("channel_data", channelData)
            .put(
                "auth",
                PusherApiClient.KEY + ":" + HmacSignature.sha256(PusherApiClient.SECRET, signed)));
  }

  /** Returns the next frame, which must be of this event. */
  public JsonObject next(String event) {
    try {
      var frame = frames.poll(60, TimeUnit.SECONDS);
      if (frame == null || !event.equals(frame.getString("event"))) {
        throw new AssertionError("Expected " + event + ", got " + frame);
      }
      return frame;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  public JsonObject joined(String channel) {
    var frame = next("pusher_internal:subscription_succeeded");
    if (!channel.equals(frame.getString("channel"))) {
      throw new AssertionError("Expected " + channel + ", got " + frame);
    }
    return new JsonObject(frame.getString("data"));
  }

  JsonObject data(String event) {
    return new JsonObject(next(event).getString("data"));
  }

  public boolean heardNothingMore() {
    send("pusher:ping", new JsonObject());
    return next("pusher:pong") != null && frames.isEmpty();
  }

  int closeCode() {
    return closed.orTimeout(60, TimeUnit.SECONDS).join();
  }

  public void close() {
    socket.close().await();
  }
}
