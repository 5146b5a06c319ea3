package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A fake of EventSub's WebSocket server and Helix's subscriptions that accepts every request. */
final class EventSubServer {
  private final AtomicInteger sessions = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();

  /** Readings by subscription id. */
  private final Map<String, Reading> readings = new ConcurrentHashMap<>();

  private final String address;

  private record Reading(String sessionId, String streamerId) {}

  EventSubServer(Vertx vertx) throws Exception {
    address =
        "localhost:"
            + vertx
                .createHttpServer()
                .webSocketHandler(this::welcome)
                .requestHandler(request -> request.body().onSuccess(body -> answer(request, body)))
                .listen(0)
                .await(5, SECONDS)
                .actualPort();
  }

  URI webSocket() {
    return URI.create("ws://" + address);
  }

  URI helix() {
    return URI.create("http://" + address);
  }

  int sessions() {
    return sessions.get();
  }

  /** Number of streamers that are read in all. */
  int readings() {
    return readings.size();
  }

  /** Number of streamers read by a session, numbered from 1 in order of opening. */
  long readBy(int session) {
    return readings.values().stream().filter(it -> it.sessionId().equals("s" + session)).count();
  }

  boolean isRead(String streamerId) {
    return readings.values().stream().anyMatch(it -> it.streamerId().equals(streamerId));
  }

  private void welcome(ServerWebSocket socket) {
    var session = new JsonObject().put("id", "s" + sessions.incrementAndGet());
    var metadata =
        new JsonObject()
            .put("message_id", "welcome")
            .put("message_type", "session_welcome")
            .put("message_timestamp", Instant.now().toString());
    socket.writeTextMessage(
        new JsonObject()
            .put("metadata", metadata)
            .put("payload", new JsonObject().put("session", session))
            .encode());
  }

  private void answer(HttpServerRequest request, Buffer body) {
    if (request.getParam("id") != null) {
      readings.remove(request.getParam("id"));
      request.response().setStatusCode(204).end();
      return;
    }
    var id = "c" + ids.incrementAndGet();
    var subscription = body.toJsonObject();
    readings.put(
        id,
        new Reading(
            subscription.getJsonObject("transport").getString("session_id"),
            subscription.getJsonObject("condition").getString("broadcaster_user_id")));
    request.response().setStatusCode(202).end("{\"data\":[{\"id\":\"%s\"}]}".formatted(id));
  }
}
