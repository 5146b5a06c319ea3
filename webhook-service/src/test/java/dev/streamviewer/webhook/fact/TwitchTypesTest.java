package dev.streamviewer.webhook.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.webhook.FactVector;
import dev.streamviewer.webhook.headline.EventHeadlines;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each type of Twitch's list has words, whether or not the product subscribes to it. */
class TwitchTypesTest {
  private static final Streamer TFUE = new Streamer("60978448", "tfue", "Tfue");

  /** The types of Twitch's reference whose events this product does not read, with the reason. */
  private static final Map<String, String> WITHOUT_READER =
      Map.ofEntries(
          Map.entry("user.update", "tells of no stream"),
          Map.entry("conduit.shard.disabled", "is for the operator, and handled on its own"),
          Map.entry("channel.chat.message", "is shown by Twitch's chat beside the feed"),
          Map.entry("channel.chat.clear", "is shown by Twitch's chat"),
          Map.entry("channel.chat.clear_user_messages", "is shown by Twitch's chat"),
          Map.entry("channel.chat.message_delete", "is shown by Twitch's chat"),
          Map.entry("channel.chat.user_message_hold", "is shown by Twitch's chat"),
          Map.entry("channel.chat.user_message_update", "is shown by Twitch's chat"),
          Map.entry("automod.message.hold", "needs an answer, which this page cannot give"),
          Map.entry("automod.message.update", "needs an answer, which this page cannot give"),
          Map.entry("automod.settings.update", "is a setting of moderators"),
          Map.entry("automod.terms.update", "carries words that nobody should see"),
          Map.entry("user.whisper.message", "is a private message, not an event of a channel"),
          Map.entry("channel.guest_star_session.begin", "is a beta, which may be gone"),
          Map.entry("channel.guest_star_session.end", "is a beta, which may be gone"),
          Map.entry("channel.guest_star_guest.update", "is a beta, which may be gone"),
          Map.entry("channel.guest_star_settings.update", "is a beta, which may be gone"),
          Map.entry("extension.bits_transaction.create", "is for the owner of an extension"));

  private static final List<String> WITH_READER =
      List.of(
          "stream.online",
          "stream.offline",
          "channel.update",
          "channel.raid",
          "channel.shared_chat.begin",
          "channel.shared_chat.update",
          "channel.shared_chat.end",
          "user.authorization.grant",
          "user.authorization.revoke",
          "channel.follow",
          "channel.ad_break.begin",
          "channel.bits.use",
          "channel.cheer",
          "channel.custom_power_up_redemption.add",
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
          "channel.charity_campaign.start",
          "channel.charity_campaign.progress",
          "channel.charity_campaign.stop",
          "channel.charity_campaign.donate",
          "channel.channel_points_custom_reward.add",
          "channel.channel_points_custom_reward.update",
          "channel.channel_points_custom_reward.remove",
          "channel.channel_points_custom_reward_redemption.add",
          "channel.channel_points_custom_reward_redemption.update",
          "channel.channel_points_automatic_reward_redemption.add",
          "channel.ban",
          "channel.unban",
          "channel.moderator.add",
          "channel.moderator.remove",
          "channel.vip.add",
          "channel.vip.remove",
          "channel.shoutout.create",
          "channel.shoutout.receive",
          "channel.shield_mode.begin",
          "channel.shield_mode.end",
          "channel.unban_request.create",
          "channel.unban_request.resolve",
          "channel.warning.send",
          "channel.warning.acknowledge",
          "channel.suspicious_user.message",
          "channel.suspicious_user.update",
          "channel.moderate",
          "channel.chat.notification",
          "channel.chat_settings.update",
          "drop.entitlement.grant");

  static Stream<String> all() {
    return Stream.concat(WITH_READER.stream(), WITHOUT_READER.keySet().stream());
  }

  static Set<String> unread() {
    return new TreeSet<>(WITHOUT_READER.keySet());
  }

  @Test
  void readsAllTypesButTheListedOnes() {
    assertThat(WITH_READER).allMatch(FactReaders::knows);
    assertThat(WITHOUT_READER.keySet()).noneMatch(FactReaders::knows);
  }

  /** The page's tests word the same events in all languages. */
  @ParameterizedTest
  @MethodSource("all")
  void hasAVectorForEveryType(String type) {
    assertThat(FactVector.all().map(FactVector::type)).contains(type);
  }

  @ParameterizedTest
  @MethodSource("unread")
  void namesThePeopleOfAnUnreadType(String type) {
    var vectors = FactVector.all().filter(vector -> vector.type().equals(type));

    assertThat(vectors)
        .allSatisfy(
            vector -> {
              var headline = sentence(type, vector.event());
              assertThat(headline).doesNotContain("_session", "automod", type);
              vector.event().stream()
                  .filter(field -> field.getKey().endsWith("user_name"))
                  .filter(field -> !TFUE.name().equals(field.getValue()))
                  .forEach(field -> assertThat(headline).contains(field.getValue().toString()));
            });
  }

  @ParameterizedTest
  @MethodSource("unread")
  void quotesThePersonOfAnUnreadType(String type) {
    var event =
        new JsonObject()
            .put("user_name", "Ada")
            .put("message", new JsonObject().put("text", "so it is"));

    assertThat(sentence(type, event)).isEqualTo("News from Ada: “so it is”");
  }

  private static String sentence(String type, JsonObject event) {
    return EventHeadlines.of(TFUE, FactReaders.read(type, TFUE.id(), event));
  }
}
