package dev.streamviewer.webhook.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventSubSubscriptionTest {
  private static final Instant CREATED = Instant.parse("2026-11-23T19:00:00.123456789Z");

  /** As in Twitch's reference. */
  private static final String RAID =
      """
      {
        "id": "f1c2a387",
        "status": "enabled",
        "type": "channel.raid",
        "version": "1",
        "condition": {"from_broadcaster_user_id": "", "to_broadcaster_user_id": "1337"},
        "created_at": "2026-11-23T19:00:00.123456789Z",
        "transport": {"method": "webhook", "callback": "https://viewer.test/api/callback"},
        "cost": 1
      }
      """;

  @Test
  void readsASubscriptionOfTheReference() {
    var subscription = parse(RAID);

    assertThat(subscription.id()).isEqualTo("f1c2a387");
    assertThat(subscription.type()).isEqualTo("channel.raid");
    assertThat(subscription.version()).isEqualTo("1");
    assertThat(subscription.status()).isEqualTo(SubscriptionStatus.ENABLED);
    assertThat(subscription.statusText()).isEqualTo("enabled");
    assertThat(subscription.createdAt()).hasValue(CREATED);
    assertThat(subscription.transport())
        .isEqualTo(new EventSubTransport("https://viewer.test/api/callback", ""));
    assertThat(subscription.condition()).isEqualTo(Map.of("to_broadcaster_user_id", "1337"));
  }

  @Test
  void readsTheConduitOfATransport() {
    var subscription =
        parse(
            """
            {"transport": {"method": "conduit", "conduit_id": "c1"}}
            """);

    assertThat(subscription.transport()).isEqualTo(EventSubTransport.ofConduit("c1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "broadcaster_user_id",
        "to_broadcaster_user_id",
        "from_broadcaster_user_id",
      })
  void findsTheStreamerInTheCondition(String field) {
    var subscription =
        parse(
            """
            {"condition": {"%s": "1337", "user_id": "7"}}
            """
                .formatted(field));

    assertThat(subscription.streamerField()).hasValue(field);
    assertThat(subscription.streamerId()).isEqualTo("1337");
  }

  @Test
  void findsNoStreamerInAConditionWithoutBroadcaster() {
    var subscription =
        parse(
            """
            {"condition": {"client_id": "abc", "conduit_id": "c1"}}
            """);

    assertThat(subscription.streamerField()).isEmpty();
    assertThat(subscription.streamerId()).isEmpty();
    assertThat(subscription.condition("conduit_id")).isEqualTo("c1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        """
        {"id": null, "type": null, "version": null, "status": null, "created_at": null,
         "condition": null, "transport": null}
        """,
        """
        {"id": 7, "type": [], "version": 1, "status": {}, "created_at": 1795460400,
         "condition": "tfue", "transport": ["webhook"]}
        """,
        """
        {"created_at": "yesterday", "condition": {"broadcaster_user_id": 1337, "user_id": null},
         "transport": {"callback": 1, "conduit_id": {}}}
        """,
      })
  void readsOddJsonAsEmptyFields(String json) {
    var subscription = parse(json);

    assertThat(subscription.id()).isEmpty();
    assertThat(subscription.type()).isEmpty();
    assertThat(subscription.version()).isEmpty();
    assertThat(subscription.status()).isEqualTo(SubscriptionStatus.FAILED);
    assertThat(subscription.statusText()).isEmpty();
    assertThat(subscription.createdAt()).isEmpty();
    assertThat(subscription.transport()).isEqualTo(new EventSubTransport("", ""));
    assertThat(subscription.condition()).isEmpty();
    assertThat(SubscriptionType.of(subscription)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "enabled, true, false",
    "webhook_callback_verification_pending, true, false",
    "authorization_revoked, false, true",
    "moderator_removed, false, true",
    "user_removed, false, true",
    "chat_user_banned, false, true",
    "version_removed, false, true",
    "conduit_deleted, false, false",
    "notification_failures_exceeded, false, false",
    "something_new, false, false",
  })
  void tellsAliveAndFinalStatusesApart(String text, boolean alive, boolean endedForGood) {
    var subscription = parse(new JsonObject().put("status", text).encode());

    assertThat(subscription.statusText()).isEqualTo(text);
    assertThat(subscription.isAlive()).isEqualTo(alive);
    assertThat(subscription.status().isFinal()).isEqualTo(endedForGood);
  }

  @Test
  void reportsAChallengeOverdueAfterTwoMinutes() {
    var pending = parse(RAID.replace("enabled", "webhook_callback_verification_pending"));

    assertThat(pending.isStuck(CREATED.plus(Duration.ofMinutes(2)))).isFalse();
    assertThat(pending.isStuck(CREATED.plus(Duration.ofSeconds(121)))).isTrue();
    assertThat(parse(RAID).isStuck(CREATED.plus(Duration.ofDays(1)))).as("enabled").isFalse();
  }

  @Test
  void countsAsNewWithoutACreationTime() {
    var pending =
        parse(
            """
            {"status": "webhook_callback_verification_pending"}
            """);

    assertThat(pending.isStuck(Instant.MAX)).isFalse();
    assertThat(pending.isOlderThan(Duration.ZERO, Instant.MAX)).isFalse();
  }

  @Test
  void printsNoConditionBecauseItMayNameAViewer() {
    var subscription =
        parse(
            """
            {"id": "s1", "type": "channel.chat.notification", "status": "enabled",
             "condition": {"broadcaster_user_id": "1337", "user_id": "4711"}}
            """);

    assertThat(subscription).hasToString("subscription s1 to channel.chat.notification (enabled)");
  }

  private static EventSubSubscription parse(String json) {
    return EventSubSubscription.parse(new JsonObject(json));
  }
}
