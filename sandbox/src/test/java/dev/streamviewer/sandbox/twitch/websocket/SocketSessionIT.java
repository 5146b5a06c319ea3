package dev.streamviewer.sandbox.twitch.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.sandbox.TestSandbox;
import dev.streamviewer.sandbox.twitch.ChatReader;
import dev.streamviewer.sandbox.twitch.EventSubSocketClient;
import io.vertx.core.json.JsonObject;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SocketSessionIT {
  private static final String TFUE = "60978448";
  private static final String UPGRADE =
      """
      GET /eventsub/ws HTTP/1.1
      Host: localhost
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==

      """
          .replace("\n", "\r\n");
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;

  private final TestSandbox sandbox = start(it -> it.withShortestKeepalive(Duration.ofSeconds(1)));

  @AfterEach
  void close() {
    sandbox.close();
  }

  /** Starts a sandbox whose sessions last, except for the given change. */
  private static TestSandbox start(UnaryOperator<SocketOptions> change) {
    return TestSandbox.start(
        o ->
            o.withTwitch(
                t ->
                    t.withEventSub(
                        t.eventSub()
                            .withSockets(
                                change.apply(
                                    t.eventSub()
                                        .sockets()
                                        .withUnusedTimeout(Duration.ofMinutes(1))
                                        .withReconnectGrace(Duration.ofMinutes(1)))))));
  }

  @Test
  void welcomesWithSessionIdAndKeepaliveTimeout() {
    var listener = EventSubSocketClient.connect(sandbox, "?keepalive_timeout_seconds=30");

    assertThat(listener.session().getString("id")).isNotBlank();
    assertThat(listener.session().getString("status")).isEqualTo("connected");
    assertThat(listener.session().getInteger("keepalive_timeout_seconds")).isEqualTo(30);
    assertThat(listener.session().getValue("reconnect_url")).isNull();
  }

  @Test
  void clampsTheKeepaliveTimeout() {
    assertThat(keepalive("?keepalive_timeout_seconds=0")).isEqualTo(1);
    assertThat(keepalive("?keepalive_timeout_seconds=100000")).isEqualTo(600);
    assertThat(keepalive("?keepalive_timeout_seconds=soon")).isEqualTo(1);
  }

  @Test
  void sendsKeepalivesOnAQuietSession() {
    var listener = EventSubSocketClient.connect(sandbox);
    new ChatReader(sandbox, "hubveteran").readChat(listener.sessionId(), TFUE);

    assertThat(listener.payload("session_keepalive")).isEqualTo(new JsonObject());
    assertThat(listener.payload("session_keepalive")).isEqualTo(new JsonObject());
  }

  @Test
  void closesAnUnusedSession() {
    try (var strict = start(it -> it.withUnusedTimeout(Duration.ofMillis(400)))) {
      assertThat(EventSubSocketClient.connect(strict).closeCode()).isEqualTo(4003);
    }
  }

  @Test
  void closesASessionAfterInboundTraffic() {
    var listener = EventSubSocketClient.connect(sandbox);
    var reader = new ChatReader(sandbox, "hubveteran");
    reader.readChat(listener.sessionId(), TFUE);

    listener.say("hello?");

    assertThat(listener.closeCode()).isEqualTo(4001);
    assertThat(status(reader)).isEqualTo("websocket_received_inbound_traffic");
  }

  @Test
  void endsSubscriptionsAfterADisconnect() {
    var listener = EventSubSocketClient.connect(sandbox);
    var reader = new ChatReader(sandbox, "hubveteran");
    reader.readChat(listener.sessionId(), TFUE);

    listener.close();

    await().untilAsserted(() -> assertThat(status(reader)).isEqualTo("websocket_disconnected"));
    assertThat(ChatReader.first(reader.list()).getJsonObject("transport").fieldNames())
        .contains("session_id", "connected_at", "disconnected_at");
  }

  @Test
  void movesASessionWithoutAGap() {
    // Long enough for the move on a busy machine, and well below the wait for the close.
    try (var graceful = start(it -> it.withReconnectGrace(Duration.ofSeconds(10)))) {
      var old = EventSubSocketClient.connect(graceful);
      var reader = new ChatReader(graceful, "hubveteran");
      reader.readChat(old.sessionId(), TFUE);

      move(graceful);
      var url = reconnectUrl(old);
      publishEvent(graceful, "before");
      var beforeTheMove = text(old);
      var newer = EventSubSocketClient.to(graceful, url);
      publishEvent(graceful, "after");

      assertThat(beforeTheMove).isEqualTo("before");
      assertThat(newer.sessionId()).isEqualTo(old.sessionId());
      assertThat(text(newer)).isEqualTo("after");
      assertThat(old.closeCode()).isEqualTo(4004);
      assertThat(newer.isOpen()).isTrue();
      assertThat(status(reader)).isEqualTo("enabled");
    }
  }

  @Test
  void keepsASessionAfterTheOldConnectionCloses() {
    var old = EventSubSocketClient.connect(sandbox);
    var reader = new ChatReader(sandbox, "hubveteran");
    reader.readChat(old.sessionId(), TFUE);
    move();
    var newer = EventSubSocketClient.to(sandbox, reconnectUrl(old));

    old.close();
    publishEvent(sandbox, "still here");

    assertThat(text(newer)).isEqualTo("still here");
    assertThat(status(reader)).isEqualTo("enabled");
  }

  @Test
  void closesASessionThatDoesNotReconnectInTime() {
    try (var strict = start(it -> it.withReconnectGrace(Duration.ofMillis(600)))) {
      var old = EventSubSocketClient.connect(strict);
      var reader = new ChatReader(strict, "hubveteran");
      reader.readChat(old.sessionId(), TFUE);

      move(strict);

      assertThat(old.closeCode()).isEqualTo(4004);
      assertThat(status(reader)).isEqualTo("websocket_failed_to_reconnect");
    }
  }

  @Test
  void acceptsAReconnectUrlOnce() {
    var old = EventSubSocketClient.connect(sandbox);
    new ChatReader(sandbox, "hubveteran").readChat(old.sessionId(), TFUE);
    move();
    var url = reconnectUrl(old);
    EventSubSocketClient.to(sandbox, url);

    assertThat(EventSubSocketClient.raw(sandbox, url).closeCode()).isEqualTo(4007);
  }

  @Test
  void closesAConnectionWithoutPongs() throws IOException {
    try (var strict = start(it -> it.withPingPause(Duration.ofMillis(50)));
        var mute = new Socket("localhost", strict.sandbox().twitchPort())) {
      mute.setSoTimeout(60_000);
      mute.getOutputStream().write(UPGRADE.getBytes(StandardCharsets.US_ASCII));
      var in = new DataInputStream(mute.getInputStream());
      skipHead(in);

      assertThat(opcode(in)).isEqualTo(TEXT);
      assertThat(opcode(in)).isEqualTo(PING);
      assertThat(in.readUnsignedByte() & 0x0f).isEqualTo(CLOSE);
      assertThat(in.readUnsignedByte()).isPositive();
      assertThat(in.readUnsignedShort()).isEqualTo(4002);
    }
  }

  @Test
  void refusesAPlainHttpRequest() {
    var answer = sandbox.get("/eventsub/ws");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("WebSocket");
  }

  private static void skipHead(DataInputStream in) throws IOException {
    for (var last = ""; !last.endsWith("\r\n\r\n"); ) {
      last += (char) in.readUnsignedByte();
    }
  }

  /** Reads a server frame shorter than 64 KiB (RFC 6455, 5.2), and returns the opcode. */
  private static int opcode(DataInputStream in) throws IOException {
    var opcode = in.readUnsignedByte() & 0x0f;
    var length = in.readUnsignedByte();
    in.readFully(new byte[length == 126 ? in.readUnsignedShort() : length]);
    return opcode;
  }

  private int keepalive(String query) {
    return EventSubSocketClient.connect(sandbox, query)
        .session()
        .getInteger("keepalive_timeout_seconds");
  }

  private void move() {
    move(sandbox);
  }

  private static void move(TestSandbox sandbox) {
    assertThat(sandbox.post("/sandbox/websockets/reconnect", new JsonObject()).status())
        .isEqualTo(200);
  }

  private static String reconnectUrl(EventSubSocketClient listener) {
    var session = listener.payload("session_reconnect").getJsonObject("session");
    assertThat(session.getString("status")).isEqualTo("reconnecting");
    assertThat(session.getString("id")).isEqualTo(listener.sessionId());
    return session.getString("reconnect_url");
  }

  private static void publishEvent(TestSandbox sandbox, String text) {
    var order =
        new JsonObject()
            .put("type", ChatReader.TYPE)
            .put("streamer", "tfue")
            .put(
                "event",
                new JsonObject()
                    .put("notice_type", "announcement")
                    .put("message", new JsonObject().put("text", text)));
    assertThat(sandbox.post("/sandbox/events", order).status()).isEqualTo(202);
  }

  private static String text(EventSubSocketClient listener) {
    return listener
        .payload("notification")
        .getJsonObject("event")
        .getJsonObject("message")
        .getString("text");
  }

  private static String status(ChatReader reader) {
    return ChatReader.first(reader.list()).getString("status");
  }
}
