package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.TestSandbox;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of EventSub's WebSocket server. */
public final class EventSubSocketClient {
  /** Result of {@link #closeCode} for a connection that ended without a close frame. */
  public static final int CUT = -1;

  private static final String KEEPALIVE = "session_keepalive";

  private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  /** Keeps the client alive: the garbage collector closes an unreferenced client. */
  private final WebSocketClient client;

  private JsonObject session = new JsonObject();

  private EventSubSocketClient(TestSandbox sandbox, String url) {
    client = sandbox.vertx().createWebSocketClient();
    var opening = client.webSocket();
    opening.textMessageHandler(text -> frames.add(new JsonObject(text)));
    opening.closeHandler(
        ended ->
            closed.complete(
                opening.closeStatusCode() == null ? CUT : (int) opening.closeStatusCode()));
    socket = sandbox.connect(opening, new WebSocketConnectOptions().setAbsoluteURI(url));
  }

  /** Connects and reads the welcome. */
  public static EventSubSocketClient connect(TestSandbox sandbox) {
    return connect(sandbox, "");
  }

  public static EventSubSocketClient connect(TestSandbox sandbox, String query) {
    return to(sandbox, "ws" + sandbox.sandbox().twitchUrl().substring(4) + "/eventsub/ws" + query);
  }

  public static EventSubSocketClient to(TestSandbox sandbox, String url) {
    var listener = raw(sandbox, url);
    listener.session = listener.payload("session_welcome").getJsonObject("session");
    return listener;
  }

  public static EventSubSocketClient raw(TestSandbox sandbox, String url) {
    return new EventSubSocketClient(sandbox, url);
  }

  public String sessionId() {
    return session.getString("id");
  }

  public JsonObject session() {
    return session;
  }

  /** Returns the next message, which must have this type. Keepalives are skipped. */
  public JsonObject next(String type) {
    try {
      var frame = frames.poll(60, TimeUnit.SECONDS);
      while (frame != null && isKeepalive(frame) && !type.equals(KEEPALIVE)) {
        frame = frames.poll(60, TimeUnit.SECONDS);
      }
      if (frame == null || !type.equals(type(frame))) {
        throw new AssertionError("Expected " + type + ", got " + frame);
      }
      return frame;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  public JsonObject payload(String type) {
    return next(type).getJsonObject("payload");
  }

  /** Drops all unread messages; returns whether there were any. */
  public boolean takeUnread() {
    var unread = !frames.isEmpty();
    frames.clear();
    return unread;
  }

  public boolean isOpen() {
    return !closed.isDone();
  }

  public void say(String text) {
    socket.writeTextMessage(text).await();
  }

  public int closeCode() {
    return closed.orTimeout(60, TimeUnit.SECONDS).join();
  }

  public void close() {
    socket.close().await();
  }

  private static boolean isKeepalive(JsonObject frame) {
    return type(frame).equals(KEEPALIVE);
  }

  private static String type(JsonObject frame) {
    return frame.getJsonObject("metadata").getString("message_type");
  }
}
