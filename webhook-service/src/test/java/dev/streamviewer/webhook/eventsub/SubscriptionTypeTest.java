package dev.streamviewer.webhook.eventsub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.webhook.headline.Headlines;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubscriptionTypeTest {
  @Test
  void subscribesToEveryPublicTypeAboutAStreamer() {
    assertThat(SubscriptionType.PUBLIC)
        .extracting(it -> it.type() + " " + it.version())
        .containsExactlyInAnyOrder(
            "stream.online 1",
            "stream.offline 1",
            "channel.update 2",
            "channel.raid 1",
            "channel.raid 1",
            "channel.shared_chat.begin 1",
            "channel.shared_chat.update 1",
            "channel.shared_chat.end 1");
  }

  @ParameterizedTest
  @CsvSource({
    "bits:read, channel.bits.use channel.custom_power_up_redemption.add",
    "channel:read:charity, channel.charity_campaign.start channel.charity_campaign.progress"
        + " channel.charity_campaign.stop channel.charity_campaign.donate",
    "channel:read:vips, channel.vip.add channel.vip.remove",
    "moderation:read, channel.moderator.add channel.moderator.remove",
    "channel:moderate, channel.ban channel.unban",
    "moderator:read:shield_mode, channel.shield_mode.begin channel.shield_mode.end",
    "moderator:read:unban_requests, channel.unban_request.create channel.unban_request.resolve",
    "moderator:read:warnings, channel.warning.send channel.warning.acknowledge",
    "moderator:read:suspicious_users,"
        + " channel.suspicious_user.message channel.suspicious_user.update"
  })
  void subscribesToTheTypesOfAScope(String scope, String types) {
    assertThat(SubscriptionType.allowedBy(List.of(scope)))
        .extracting(SubscriptionType::type)
        .containsExactly(types.split(" "));
  }

  @Test
  void namesTheBroadcasterAsModeratorWhereTwitchWantsOne() {
    var both = new JsonObject().put("broadcaster_user_id", "1").put("moderator_user_id", "1");

    assertThat(SubscriptionType.allowedBy(List.of("moderator:read:warnings", "moderation:read")))
        .filteredOn(it -> it.condition("1", "").equals(both))
        .extracting(SubscriptionType::type)
        .containsExactly("channel.warning.send", "channel.warning.acknowledge");
  }

  @Test
  void namesAModeratorInTheCondition() {
    var both = new JsonObject().put("broadcaster_user_id", "1").put("moderator_user_id", "2");

    assertThat(SubscriptionType.moderatedBy(List.of("moderator:read:warnings", "moderation:read")))
        .allMatch(it -> it.condition("1", "2").equals(both))
        .extracting(SubscriptionType::type)
        .containsExactly("channel.warning.send", "channel.warning.acknowledge");
  }

  @Test
  void subscribesAModeratorToNothingOfTheBroadcaster() {
    var all = SubscriptionType.OWN.stream().map(SubscriptionType::scope).distinct().toList();

    assertThat(SubscriptionType.moderatedBy(all))
        .extracting(SubscriptionType::type)
        .containsExactlyInAnyOrder(
            "channel.follow",
            "channel.shoutout.create",
            "channel.shoutout.receive",
            "channel.shield_mode.begin",
            "channel.shield_mode.end",
            "channel.unban_request.create",
            "channel.unban_request.resolve",
            "channel.warning.send",
            "channel.warning.acknowledge",
            "channel.suspicious_user.message",
            "channel.suspicious_user.update");
  }

  @Test
  void subscribesToChatSettingsByBothConsents() {
    var both = new JsonObject().put("broadcaster_user_id", "1").put("user_id", "2");

    assertThat(SubscriptionType.moderatedBy(List.of("user:bot"))).isEmpty();
    assertThat(SubscriptionType.moderatedBy(List.of("user:read:chat"))).isEmpty();
    assertThat(SubscriptionType.moderatedBy(List.of("user:read:chat", "user:bot")))
        .extracting(it -> it.type() + it.condition("1", "2"))
        .containsExactly("channel.chat_settings.update" + both);
  }

  @Test
  void tellsTheModeratorsSubscriptionFromTheBroadcasters() {
    var type = SubscriptionType.moderatedBy(List.of("moderator:read:followers")).get(0);

    assertThat(type.matches(follow("1"), "1", "")).isTrue();
    assertThat(type.matches(follow("1"), "1", "2")).isFalse();
    assertThat(type.matches(follow("2"), "1", "2")).isTrue();
    assertThat(type.matches(follow("2"), "1", "")).isFalse();
    assertThat(follow("1").moderatorId()).isEmpty();
    assertThat(follow("2").moderatorId()).isEqualTo("2");
  }

  private static EventSubSubscription follow(String moderator) {
    return EventSubSubscription.parse(
        new JsonObject()
            .put("type", "channel.follow")
            .put(
                "condition",
                new JsonObject()
                    .put("broadcaster_user_id", "1")
                    .put("moderator_user_id", moderator)));
  }

  @Test
  void hasAHeadlineForEveryType() {
    assertThat(
            Stream.of(SubscriptionType.PUBLIC, SubscriptionType.OWN, SubscriptionType.MODERATED)
                .flatMap(List::stream))
        .extracting(SubscriptionType::type)
        .allMatch(Headlines::knows);
  }
}
