package dev.streamviewer.webhook.fact;

import java.util.Map;

/** Readers of channel points: rewards and their redemptions. */
final class RewardFacts {
  private static final String POINTS = "points";

  static final Map<String, FactReader> BY_TYPE =
      Map.of(
          "channel.channel_points_custom_reward_redemption.add",
          (fields, streamer) -> redemption("reward.redeemed", fields),
          "channel.channel_points_custom_reward_redemption.update",
          RewardFacts::update,
          "channel.channel_points_automatic_reward_redemption.add",
          RewardFacts::automatic,
          "channel.channel_points_custom_reward.add",
          reward("reward.added"),
          "channel.channel_points_custom_reward.update",
          reward("reward.changed"),
          "channel.channel_points_custom_reward.remove",
          reward("reward.removed"));

  private RewardFacts() {}

  private static FactBuilder redemption(String action, BodyFields fields) {
    var reward = fields.inside("reward");
    return FactBuilder.of(action)
        .actor(fields.person("user"))
        .title(reward.text("title"))
        .amount(reward.number("cost"), POINTS)
        .quote(fields.text("user_input"))
        .object("redemption", fields.id("id"));
  }

  /** An update without a status that can be read still tells of the redemption. */
  private static FactBuilder update(BodyFields fields, String streamer) {
    return redemption(
        switch (fields.code("status").orElse("")) {
          case "fulfilled" -> "reward.fulfilled";
          case "canceled", "cancelled" -> "reward.refunded";
          default -> "reward.redeemed";
        },
        fields);
  }

  private static FactBuilder automatic(BodyFields fields, String streamer) {
    var reward = fields.inside("reward");
    return FactBuilder.of("reward.redeemed")
        .actor(fields.person("user"))
        .kind(reward.code("type"))
        .amount(reward.number("channel_points").or(() -> reward.number("cost")), POINTS)
        .quote(fields.words("message").or(() -> fields.text("user_input")))
        .object("redemption", fields.id("id"));
  }

  private static FactReader reward(String action) {
    return (fields, streamer) ->
        FactBuilder.of(action)
            .title(fields.text("title"))
            .amount(fields.number("cost"), POINTS)
            .object("reward", fields.id("id"));
  }
}
