package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Payloads of rewards for channel points or Bits, and of their redemptions. */
final class RewardPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.of(
          "channel.channel_points_custom_reward.add", RewardPayloads::reward,
          "channel.channel_points_custom_reward.update", RewardPayloads::reward,
          "channel.channel_points_custom_reward.remove", RewardPayloads::reward,
          "channel.channel_points_custom_reward_redemption.add", RewardPayloads::redemption,
          "channel.channel_points_custom_reward_redemption.update", RewardPayloads::redemption,
          "channel.channel_points_automatic_reward_redemption.add", RewardPayloads::automatic,
          "channel.custom_power_up_redemption.add", RewardPayloads::powerUp);

  private static final String REWARD_ID = "5f3b0d6e-7c55-4a4b-9d27-2f6a1d0c9e11";
  private static final String POWER_UP_ID = "92af127c-7326-4483-a52b-b0da0be61c01";
  private static final String TITLE = "Hydrate!";
  private static final String PROMPT = "Make me take a sip";
  private static final int COST = 300;

  /** Rewards of Twitch itself, of version 2 of the type. */
  private static final List<String> AUTOMATIC =
      List.of(
          "single_message_bypass_sub_mode",
          "send_highlighted_message",
          "random_sub_emote_unlock",
          "chosen_sub_emote_unlock",
          "chosen_modified_sub_emote_unlock");

  private RewardPayloads() {}

  private static JsonObject reward(PayloadContext context) {
    return new JsonObject()
        .put("id", REWARD_ID)
        .mergeIn(context.broadcaster())
        .put("is_enabled", true)
        .put("is_paused", false)
        .put("is_in_stock", true)
        .put("title", TITLE)
        .put("cost", COST)
        .put("prompt", PROMPT)
        .put("is_user_input_required", true)
        .put("should_redemptions_skip_request_queue", false)
        .putNull("cooldown_expires_at")
        .putNull("redemptions_redeemed_current_stream")
        .put("max_per_stream", limit("value"))
        .put("max_per_user_per_stream", limit("value"))
        .put("global_cooldown", limit("seconds"))
        .put("background_color", "#4FB0C6")
        .putNull("image")
        .put("default_image", image());
  }

  private static JsonObject limit(String unit) {
    return new JsonObject().put("is_enabled", false).put(unit, 0);
  }

  private static JsonObject image() {
    var url = "https://static-cdn.jtvnw.net/custom-reward-images/default-";
    return new JsonObject()
        .put("url_1x", url + "1.png")
        .put("url_2x", url + "2.png")
        .put("url_4x", url + "4.png");
  }

  private static JsonObject redemption(PayloadContext context) {
    return redeemed(context)
        .put(
            "reward",
            new JsonObject()
                .put("id", REWARD_ID)
                .put("title", TITLE)
                .put("cost", COST)
                .put("prompt", PROMPT));
  }

  private static JsonObject powerUp(PayloadContext context) {
    return redeemed(context)
        .put("user_input", "pogchamp")
        .put(
            "custom_power_up",
            new JsonObject()
                .put("id", POWER_UP_ID)
                .put("title", "Confetti")
                .put("bits", 100)
                .put("prompt", "Say something"));
  }

  /** Returns the fields that redemptions of rewards and of Power-ups share. */
  private static JsonObject redeemed(PayloadContext context) {
    return new JsonObject()
        .put("id", context.episode().id())
        .mergeIn(context.userOnChannel())
        .put("user_input", "Please drink some water")
        .put("status", context.isStage("add") ? "unfulfilled" : "fulfilled")
        .put("redeemed_at", context.startedAt());
  }

  private static JsonObject automatic(PayloadContext context) {
    var type =
        context.overrides().getValue("reward") instanceof JsonObject requested
                && requested.getValue("type") instanceof String named
            ? named
            : context.oneOf(AUTOMATIC);
    var unlocksEmote = type.endsWith("_unlock");
    var reward =
        new JsonObject().put("type", type).put("channel_points", context.between(1, 9) * 100);
    reward.put(
        "emote", unlocksEmote ? new JsonObject().put("id", "81274").put("name", "VoHiYo") : null);
    return new JsonObject()
        .mergeIn(context.userOnChannel())
        .put("id", context.id())
        .put("reward", reward)
        .put("message", unlocksEmote ? null : message())
        .put("redeemed_at", context.time());
  }

  private static JsonObject message() {
    var words = new JsonObject().put("type", "text").put("text", "Hello world! ").putNull("emote");
    var emote =
        new JsonObject()
            .put("type", "emote")
            .put("text", "VoHiYo")
            .put("emote", new JsonObject().put("id", "81274"));
    return new JsonObject()
        .put("text", "Hello world! VoHiYo")
        .put("fragments", new JsonArray().add(words).add(emote));
  }
}
