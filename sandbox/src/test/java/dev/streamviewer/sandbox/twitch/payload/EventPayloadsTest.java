package dev.streamviewer.sandbox.twitch.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.sandbox.SubscriptionRequester;
import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.StreamCategory;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.twitch.world.TwitchWorld;
import dev.streamviewer.testing.TestClock;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPayloadsTest {
  private static final String REDEMPTION = "channel.channel_points_custom_reward_redemption";

  private final TwitchWorld world = new TwitchWorld(List.of(new StreamCategory("1", "Art")));
  private final EventPayloads payloads =
      new EventPayloads(world, new TestClock(Instant.EPOCH), new Random(7));
  private final SandboxStreamer streamer = add("1", "tfue");

  EventPayloadsTest() {
    add("2", "hubveteran");
    add("3", "orbitaltea");
  }

  /** Fields besides those that name the channel and people, as in Twitch's reference. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "channel.shared_chat.begin | host_broadcaster_user session_id participants",
        "channel.shared_chat.update | host_broadcaster_user session_id participants",
        "channel.shared_chat.end | host_broadcaster_user session_id",
        "channel.bits.use | user bits type power_up custom_power_up message",
        "channel.custom_power_up_redemption.add"
            + " | user id user_input status custom_power_up redeemed_at",
        "channel.charity_campaign.donate | user id campaign_id charity_name charity_description"
            + " charity_logo charity_website amount",
        "channel.vip.add | user",
        "channel.vip.remove | user",
        "channel.moderator.add | user",
        "channel.moderator.remove | user",
        "channel.ban | user moderator_user reason banned_at ends_at is_permanent",
        "channel.unban | user moderator_user",
        "channel.shield_mode.begin | moderator_user started_at",
        "channel.shield_mode.end | moderator_user ended_at",
        "channel.unban_request.create | user id text created_at",
        "channel.unban_request.resolve | user moderator_user id resolution_text status",
        "channel.warning.send | user moderator_user reason chat_rules_cited",
        "channel.warning.acknowledge | user",
        "channel.suspicious_user.message | user low_trust_status shared_ban_channel_ids types"
            + " ban_evasion_evaluation message",
        "channel.suspicious_user.update | user moderator_user low_trust_status",
        "channel.chat_settings.update | emote_mode follower_mode follower_mode_duration_minutes"
            + " slow_mode slow_mode_wait_time_seconds subscriber_mode unique_chat_mode",
        "channel.channel_points_custom_reward.add | id is_enabled is_paused is_in_stock title cost"
            + " prompt is_user_input_required should_redemptions_skip_request_queue"
            + " cooldown_expires_at redemptions_redeemed_current_stream max_per_stream"
            + " max_per_user_per_stream global_cooldown background_color image default_image",
        "channel.channel_points_custom_reward_redemption.update"
            + " | user id user_input status reward redeemed_at",
        "channel.channel_points_automatic_reward_redemption.add"
            + " | user id reward message redeemed_at"
      })
  void sendsTheFieldsOfTheReference(String type, String fields) {
    var expected = new TreeSet<String>();
    for (var field : ("broadcaster_user " + fields).split(" ")) {
      if (field.equals("user") || field.endsWith("_user")) {
        expected.addAll(Set.of(field + "_id", field + "_login", field + "_name"));
      } else {
        expected.add(field);
      }
    }

    assertThat(fill(type).fieldNames()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"start", "progress", "stop"})
  void namesTheChannelOfACampaignAsTwitchDoes(String stage) {
    var campaign = fill("channel.charity_campaign." + stage);

    assertThat(campaign.getString("broadcaster_id")).isEqualTo("1");
    assertThat(campaign.getString("broadcaster_login")).isEqualTo("tfue");
    assertThat(campaign.fieldNames())
        .doesNotContain("broadcaster_user_id", "user_id")
        .contains("charity_name", "current_amount", "target_amount");
    assertThat(campaign.containsKey("started_at")).isEqualTo(stage.equals("start"));
    assertThat(campaign.containsKey("stopped_at")).isEqualTo(stage.equals("stop"));
  }

  @Test
  void namesTheStreamerInEveryType() {
    for (var type : SubscriptionRequester.typesOfStreamers()) {
      assertThat(fill(type).encode()).as(type).contains("\"tfue\"");
    }
  }

  @Test
  void updatesTheRedemptionThatWasAdded() {
    var first = fill(REDEMPTION + ".add").getString("id");
    var second = fill(REDEMPTION + ".add").getString("id");

    assertThat(second).isNotEqualTo(first);
    assertThat(fill(REDEMPTION + ".update").getString("id")).isEqualTo(second);
  }

  @Test
  void fillsTheKindOfBitsThatIsRequested() {
    assertThat(bits("cheer").getJsonObject("message")).isNotNull();
    assertThat(bits("power_up").getJsonObject("power_up").getString("type")).isNotBlank();
    assertThat(bits("custom_power_up").getJsonObject("custom_power_up").getString("title"))
        .isNotBlank();
    assertThat(bits("combo").getValue("message")).isNull();
  }

  private JsonObject bits(String type) {
    return payloads.fill("channel.bits.use", streamer, new JsonObject().put("type", type));
  }

  private JsonObject fill(String type) {
    return payloads.fill(type, streamer, new JsonObject());
  }

  private SandboxStreamer add(String id, String login) {
    var user = new TwitchUser(id, login, login, "A streamer", 0, false);
    var added =
        new SandboxStreamer(
            user, "Title", new StreamCategory("1", "Art"), "en", List.of("Title"), null);
    world.add(added);
    return added;
  }
}
