package dev.streamviewer.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.SandboxResponse;
import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.twitch.ChatReader;
import dev.streamviewer.sandbox.twitch.EventSubSocketClient;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SocketControlIT {
  private static final String TFUE = "60978448";

  private final TestSandbox sandbox =
      TestSandbox.start(
          o ->
              o.withTwitch(
                  t ->
                      t.withEventSub(
                          t.eventSub()
                              .withSockets(
                                  t.eventSub()
                                      .sockets()
                                      .withShortestKeepalive(Duration.ofSeconds(1))))));
  private final EventSubSocketClient listener = EventSubSocketClient.connect(sandbox);

  @BeforeEach
  void subscribe() {
    new ChatReader(sandbox, "hubveteran").readChat(listener.sessionId(), TFUE);
  }

  @AfterEach
  void close() {
    sandbox.close();
  }

  @Test
  void showsTheUserOfASession() {
    var session = session();

    assertThat(session.getString("id")).isEqualTo(listener.sessionId());
    assertThat(session.getString("user")).isEqualTo("hubveteran");
    assertThat(session.getInteger("subscriptions")).isEqualTo(1);
    assertThat(session.getString("state")).isEqualTo("open");
  }

  @Test
  void closesASessionWithTheGivenCode() {
    order("close", new JsonObject().put("code", 4005));

    assertThat(listener.closeCode()).isEqualTo(4005);
    assertThat(statuses()).isEqualTo("websocket_network_timeout");
  }

  @Test
  void cutsAConnectionWithoutACloseFrame() {
    order("close", new JsonObject().put("code", 1006));

    assertThat(listener.closeCode()).isIn(EventSubSocketClient.CUT, 1006);
  }

  @Test
  void silencesASessionUntilFurtherNotice() {
    order("silence", new JsonObject());
    var lost = happen().json().getJsonArray("messages").getJsonObject(0);
    order("silence", new JsonObject().put("on", false));
    happen();

    assertThat(lost.getJsonArray("results").getJsonObject(0).getString("outcome"))
        .isEqualTo("failed");
    assertThat(notice()).isEqualTo("2");
  }

  @Test
  void sendsNoKeepaliveToASilencedSession() {
    listener.next("session_keepalive");
    order("silence", new JsonObject());

    await().during(Duration.ofMillis(1_500)).until(() -> !listener.takeUnread());
  }

  @Test
  void appliesAnOrderToTheSessionsOfOneUser() {
    var other = EventSubSocketClient.connect(sandbox);
    new ChatReader(sandbox, "nightowlchess").readChat(other.sessionId(), TFUE);

    var answer = order("reconnect", new JsonObject().put("user", "nightowlchess"));

    assertThat(answer.json().getInteger("sessions")).isEqualTo(1);
    other.next("session_reconnect");
    assertThat(session().getString("state")).isEqualTo("open");
  }

  @Test
  void reportsAMissingSession() {
    var answer = sandbox.post("/sandbox/websockets/close", new JsonObject().put("session", "none"));

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().getString("detail")).contains("none");
  }

  @Test
  void refusesConnectionsDuringAFault() {
    sandbox.post(
        "/sandbox/faults",
        new JsonObject()
            .put("target", "twitch")
            .put("mode", "status")
            .put("status", 503)
            .put("path", "/eventsub/ws")
            .put("times", 1));

    assertThatThrownBy(() -> EventSubSocketClient.connect(sandbox)).hasMessageContaining("503");
    assertThat(EventSubSocketClient.connect(sandbox).sessionId()).isNotBlank();
  }

  @Test
  void welcomesDuringASlowFault() {
    sandbox.post(
        "/sandbox/faults",
        new JsonObject()
            .put("target", "twitch")
            .put("mode", "slow")
            .put("ms", 200)
            .put("path", "/eventsub/ws"));

    assertThat(EventSubSocketClient.connect(sandbox).sessionId()).isNotBlank();
  }

  private SandboxResponse order(String what, JsonObject order) {
    var answer = sandbox.post("/sandbox/websockets/" + what, order);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  private int happened;

  private SandboxResponse happen() {
    happened++;
    var event =
        new JsonObject()
            .put("notice_type", "announcement")
            .put("system_message", Integer.toString(happened));
    var order =
        new JsonObject()
            .put("type", ChatReader.TYPE)
            .put("streamer", "tfue")
            .put("event", event)
            .put("wait", true);
    return sandbox.post("/sandbox/events", order);
  }

  private String notice() {
    return listener.payload("notification").getJsonObject("event").getString("system_message");
  }

  private JsonObject session() {
    return sandbox.state().getJsonArray("websockets").getJsonObject(0);
  }

  private String statuses() {
    return sandbox.state().getJsonArray("subscriptions").getJsonObject(0).getString("status");
  }
}
