package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Comparator;
import java.util.Map;

/** Headlines of audience games: polls, predictions, hype trains, goals and channel points. */
final class GameHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry("channel.poll.begin", titled("A poll began")),
          Map.entry("channel.poll.progress", titled("Votes came in")),
          Map.entry("channel.poll.end", GameHeadlines::pollEnd),
          Map.entry("channel.prediction.begin", titled("A prediction began")),
          Map.entry("channel.prediction.progress", titled("Predictions came in")),
          Map.entry("channel.prediction.lock", titled("No more predictions")),
          Map.entry("channel.prediction.end", GameHeadlines::predictionEnd),
          Map.entry(
              "channel.hype_train.begin",
              (streamer, fields) -> "A hype train began at level " + level(fields)),
          Map.entry("channel.hype_train.progress", GameHeadlines::hypeTrainProgress),
          Map.entry(
              "channel.hype_train.end",
              (streamer, fields) -> "The hype train ended at level " + level(fields)),
          Map.entry("channel.goal.begin", (streamer, fields) -> "A new goal: " + goal(fields)),
          Map.entry(
              "channel.goal.progress", (streamer, fields) -> "Closer to the goal: " + goal(fields)),
          Map.entry("channel.goal.end", GameHeadlines::goalEnd),
          Map.entry("channel.channel_points_custom_reward_redemption.add", GameHeadlines::redeem),
          Map.entry(
              "channel.channel_points_custom_reward_redemption.update",
              GameHeadlines::redemptionUpdate),
          Map.entry(
              "channel.channel_points_automatic_reward_redemption.add",
              GameHeadlines::redeemAutomatic),
          Map.entry("channel.channel_points_custom_reward.add", reward("A new reward")),
          Map.entry("channel.channel_points_custom_reward.update", reward("A reward changed")),
          Map.entry("channel.channel_points_custom_reward.remove", reward("A reward is gone")));

  private GameHeadlines() {}

  private static Headline titled(String what) {
    return (streamer, fields) -> what + quoted(fields.text("title"));
  }

  private static Headline reward(String what) {
    return (streamer, fields) -> what + quoted(fields.text("title"));
  }

  private static String pollEnd(String streamer, EventFields fields) {
    if (!"completed".equals(fields.text("status"))) {
      return "The poll was closed" + quoted(fields.text("title"));
    }
    return fields.list("choices").stream()
            .max(Comparator.comparingLong(choice -> choice.number("votes")))
            .map(winner -> "“%s” won the poll".formatted(winner.text("title", "?")))
            .orElse("The poll ended")
        + quoted(fields.text("title"));
  }

  private static String predictionEnd(String streamer, EventFields fields) {
    var winner = fields.text("winning_outcome_id");
    return fields.list("outcomes").stream()
            .filter(outcome -> !winner.isEmpty() && winner.equals(outcome.text("id")))
            .findFirst()
            .map(outcome -> "It was “%s”".formatted(outcome.text("title", "?")))
            .orElse("The prediction was cancelled")
        + quoted(fields.text("title"));
  }

  private static String hypeTrainProgress(String streamer, EventFields fields) {
    return "The hype train is at level %s, %s of %s"
        .formatted(level(fields), fields.number("progress", "0"), fields.number("goal", "?"));
  }

  private static String level(EventFields fields) {
    return fields.number("level", "1");
  }

  private static String goalEnd(String streamer, EventFields fields) {
    return (fields.flag("is_achieved") ? "Goal reached: " : "Goal ended: ") + goal(fields);
  }

  private static String goal(EventFields fields) {
    var what = fields.text("description", fields.text("type", "goal").replace('_', ' ') + "s");
    return "%s of %s %s"
        .formatted(fields.number("current_amount", "0"), fields.number("target_amount", "?"), what);
  }

  private static String redeem(String streamer, EventFields fields) {
    return "%s redeemed “%s”%s"
        .formatted(fields.person("user"), rewardTitle(fields), quoted(fields.text("user_input")));
  }

  private static String redeemAutomatic(String streamer, EventFields fields) {
    return fields.person("user")
        + switch (fields.inside("reward").text("type")) {
          case "single_message_bypass_sub_mode" -> " sent a message in subscribers-only mode";
          case "send_highlighted_message" -> " highlighted a message";
          case "random_sub_emote_unlock" -> " unlocked a random emote";
          case "chosen_sub_emote_unlock" -> " unlocked an emote";
          case "chosen_modified_sub_emote_unlock" -> " unlocked a modified emote";
          case "celebration" -> " set off a celebration";
          case "gigantify_an_emote" -> " gigantified an emote";
          case "message_effect" -> " sent a message with an effect";
          default -> " redeemed a reward";
        }
        + quoted(fields.inside("message").text("text"));
  }

  private static String redemptionUpdate(String streamer, EventFields fields) {
    return "%s’s “%s” was %s"
        .formatted(
            fields.person("user"),
            rewardTitle(fields),
            "canceled".equals(fields.text("status")) ? "refunded" : "fulfilled");
  }

  private static String rewardTitle(EventFields fields) {
    return fields.inside("reward").text("title", "a reward");
  }
}
