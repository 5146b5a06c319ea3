package dev.streamviewer.webhook.chat;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connection of a chat session beside a server whose old connection is slow. */
class ChatConnectionIT {
  private final Vertx vertx = Vertx.vertx();

  /** The connections at the server, in the order of opening. */
  private final List<ServerWebSocket> accepted = new ArrayList<>();

  private int port;

  @BeforeEach
  void serve() throws Exception {
    port =
        vertx
            .createHttpServer()
            .webSocketHandler(this::welcome)
            .listen(0)
            .await(60, SECONDS)
            .actualPort();
  }

  @AfterEach
  void close() throws Exception {
    vertx.close().await(60, SECONDS);
  }

  @Test
  void readsAnEventThatArrivesOnTheOldConnectionAfterAReconnect() throws Exception {
    Promise<String> event = Promise.promise();

    open(event);

    assertThat(event.future().await(60, SECONDS)).isEqualTo("late");
  }

  private void open(Promise<String> event) {
    var server = new EventSubSocketServer(vertx, URI.create("ws://localhost:" + port));
    var listener =
        new ChatConnection.Listener() {
          @Override
          public void welcomed(String sessionId) {
            var session =
                new JsonObject().put("reconnect_url", "ws://localhost:%d/moved".formatted(port));
            send(accepted.get(0), EventSubFrame.RECONNECT, "move", session);
          }

          @Override
          public void heard(EventSubFrame frame) {
            event.tryComplete(frame.id());
          }

          @Override
          public void moved() {
            send(accepted.get(0), EventSubFrame.NOTIFICATION, "late", new JsonObject());
          }

          @Override
          public void lost(CloseReason why) {
            event.tryFail("lost: " + why);
          }
        };
    vertx.runOnContext(start -> new ChatConnection(vertx, server, listener).open());
  }

  private void welcome(ServerWebSocket socket) {
    accepted.add(socket);
    send(socket, EventSubFrame.WELCOME, "welcome", new JsonObject().put("id", "s1"));
  }

  private static void send(ServerWebSocket socket, String type, String id, JsonObject session) {
    var metadata =
        new JsonObject()
            .put("message_id", id)
            .put("message_type", type)
            .put("message_timestamp", Instant.now().toString());
    socket.writeTextMessage(
        new JsonObject()
            .put("metadata", metadata)
            .put("payload", new JsonObject().put("session", session))
            .encode());
  }
}
