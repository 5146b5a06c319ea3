package dev.streamviewer.sandbox.twitch.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.streamviewer.sandbox.twitch.ChatReader;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import dev.streamviewer.sandbox.wire.ApiError;
import dev.streamviewer.testing.TestClock;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SocketQuotaTest {
  private final EventSubSubscriptions subscriptions =
      new EventSubSubscriptions(new TestClock(Instant.EPOCH), 10_000);

  @Test
  void allows300SubscriptionsPerSession() {
    for (var channel = 0; channel < 300; channel++) {
      subscribe("session", channel);
    }

    assertThat(subscriptions.on("session")).hasSize(300);
    assertTooMany(() -> subscribe("session", 300));
  }

  @Test
  void ignoresClosedSessions() {
    subscribe("first", 1);
    subscribe("second", 2);
    subscribe("third", 3);
    assertTooMany(() -> subscribe("fourth", 4));

    subscriptions.sessionEnded(websocket("first").ended(Instant.EPOCH), "websocket_disconnected");

    subscribe("fourth", 4);
    assertThat(subscriptions.on("first")).isEmpty();
    assertThat(subscriptions.on("fourth")).hasSize(1);
  }

  @Test
  void limitsTheTotalCostToTen() {
    for (var channel = 0; channel < 10; channel++) {
      online(channel);
    }

    assertTooMany(() -> online(10));
  }

  private static void assertTooMany(ThrowingCallable order) {
    assertThatThrownBy(order)
        .isInstanceOfSatisfying(ApiError.class, r -> assertThat(r.status()).isEqualTo(429));
  }

  private void subscribe(String session, int channel) {
    create(ChatReader.TYPE, session, channel, 0);
  }

  private void online(int channel) {
    create("stream.online", "session", channel, 1);
  }

  private void create(String type, String session, int channel, int cost) {
    var condition = Map.of("broadcaster_user_id", Integer.toString(channel));
    subscriptions.create(
        new SubscriptionRequest(EventTypes.find(type).orElseThrow(), condition, websocket(session)),
        "viewer",
        cost);
  }

  private static Websocket websocket(String session) {
    return Websocket.open(session, Instant.EPOCH);
  }
}
