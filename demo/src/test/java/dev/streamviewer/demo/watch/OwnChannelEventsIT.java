package dev.streamviewer.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.demo.support.PageVisitor;
import dev.streamviewer.demo.support.TestDemo;
import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests all events that a broadcaster gets of the own channel, from consent to Pusher. */
class OwnChannelEventsIT {
  private static final String OWN = "tfue";

  /** The public types, and the types of all consents. */
  private static final int SUBSCRIPTIONS = 8 + 47;

  private static TestDemo demo;
  private static SandboxControl control;
  private static PageVisitor broadcaster;

  @BeforeAll
  static void start() {
    demo = TestDemo.start();
    control = demo.control();
    broadcaster = demo.visitor();
    broadcaster.signIn(OWN, "?own=true");
    broadcaster.send("PUT", "/api/streamers/%s/watch".formatted(OWN));
    control.awaitSubscriptions(OWN, SUBSCRIPTIONS);
  }

  @AfterAll
  static void stop() {
    demo.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel.follow",
        "channel.subscribe",
        "channel.subscription.end",
        "channel.subscription.gift",
        "channel.subscription.message",
        "channel.hype_train.begin",
        "channel.hype_train.progress",
        "channel.hype_train.end",
        "channel.poll.begin",
        "channel.poll.progress",
        "channel.poll.end",
        "channel.prediction.begin",
        "channel.prediction.progress",
        "channel.prediction.lock",
        "channel.prediction.end",
        "channel.goal.begin",
        "channel.goal.progress",
        "channel.goal.end",
        "channel.ad_break.begin",
        "channel.shoutout.create",
        "channel.shoutout.receive",
        "channel.channel_points_custom_reward_redemption.add",
        "channel.bits.use",
        "channel.custom_power_up_redemption.add",
        "channel.charity_campaign.start",
        "channel.charity_campaign.progress",
        "channel.charity_campaign.stop",
        "channel.charity_campaign.donate",
        "channel.vip.add",
        "channel.vip.remove",
        "channel.moderator.add",
        "channel.moderator.remove",
        "channel.ban",
        "channel.unban",
        "channel.shield_mode.begin",
        "channel.shield_mode.end",
        "channel.unban_request.create",
        "channel.unban_request.resolve",
        "channel.warning.send",
        "channel.warning.acknowledge",
        "channel.suspicious_user.message",
        "channel.suspicious_user.update",
        "channel.channel_points_custom_reward.add",
        "channel.channel_points_custom_reward.update",
        "channel.channel_points_custom_reward.remove",
        "channel.channel_points_custom_reward_redemption.update",
        "channel.channel_points_automatic_reward_redemption.add"
      })
  void publishesOnThePrivateChannelInPlainWords(String type) {
    var published = control.awaitPublished(happen(type));

    assertThat(published.channel()).isEqualTo("private-tfue");
    assertThat(published.data().getString("headline"))
        .isNotBlank()
        .doesNotContain("Somebody", "channel.")
        .doesNotContainPattern("\\b[a-z0-9]+_\\w+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "channel.follow",
        "channel.subscribe",
        "channel.subscription.end",
        "channel.subscription.message",
        "channel.bits.use",
        "channel.custom_power_up_redemption.add",
        "channel.charity_campaign.donate",
        "channel.channel_points_custom_reward_redemption.add",
        "channel.channel_points_custom_reward_redemption.update",
        "channel.channel_points_automatic_reward_redemption.add",
        "channel.vip.add",
        "channel.vip.remove",
        "channel.moderator.add",
        "channel.moderator.remove",
        "channel.ban",
        "channel.unban",
        "channel.unban_request.create",
        "channel.unban_request.resolve",
        "channel.warning.send",
        "channel.warning.acknowledge",
        "channel.suspicious_user.message",
        "channel.suspicious_user.update"
      })
  void namesThePerson(String type) {
    var published = control.awaitPublished(happen(type));

    assertThat(published.data().getString("headline")).contains("HubVeteran");
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin", "update", "end"})
  void publishesSharedChatsForEveryone(String stage) {
    var published = control.awaitPublished(happen("channel.shared_chat." + stage));

    assertThat(published.channel()).isEqualTo("tfue");
    assertThat(published.data().getString("headline")).containsIgnoringCase("chat");
  }

  @Test
  void subscribesToBitsByOneTypeOnly() {
    assertThat(types()).contains("channel.bits.use").doesNotContain("channel.cheer");
  }

  private static Stream<String> types() {
    return control.subscriptions(OWN).stream().map(it -> it.getString("type"));
  }

  private static String happen(String type) {
    var event = new JsonObject().put("user_login", "hubveteran");
    return control.happen(type, OWN, event).get(0);
  }
}
