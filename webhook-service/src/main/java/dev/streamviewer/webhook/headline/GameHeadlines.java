package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Comparator;
import java.util.Map;

/** Headlines of what the crowd plays together: polls, predictions, hype trains, goals, points. */
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
              (streamer, facts) -> "A hype train began at level " + level(facts)),
          Map.entry("channel.hype_train.progress", GameHeadlines::hypeTrainProgress),
          Map.entry(
              "channel.hype_train.end",
              (streamer, facts) -> "The hype train ended at level " + level(facts)),
          Map.entry("channel.goal.begin", (streamer, facts) -> "A new goal: " + goal(facts)),
          Map.entry(
              "channel.goal.progress", (streamer, facts) -> "Closer to the goal: " + goal(facts)),
          Map.entry("channel.goal.end", GameHeadlines::goalEnd),
          Map.entry("channel.channel_points_custom_reward_redemption.add", GameHeadlines::redeem),
          Map.entry(
              "channel.channel_points_custom_reward_redemption.update",
              GameHeadlines::redemptionUpdate),
          Map.entry(
              "channel.channel_points_automatic_reward_redemption.add",
              (streamer, facts) ->
                  "%s redeemed “%s”"
                      .formatted(
                          facts.person("user"),
                          facts.inside("reward").text("type", "a reward").replace('_', ' '))),
          Map.entry("channel.channel_points_custom_reward.add", reward("A new reward")),
          Map.entry("channel.channel_points_custom_reward.update", reward("A reward changed")),
          Map.entry("channel.channel_points_custom_reward.remove", reward("A reward is gone")));

  private GameHeadlines() {}

  private static Headline titled(String what) {
    return (streamer, facts) -> what + quoted(facts.text("title"));
  }

  private static Headline reward(String what) {
    return (streamer, facts) -> what + quoted(facts.text("title"));
  }

  private static String pollEnd(String streamer, EventFields facts) {
    if (!"completed".equals(facts.text("status"))) {
      return "The poll was closed" + quoted(facts.text("title"));
    }
    return facts.list("choices").stream()
            .max(Comparator.comparingLong(choice -> choice.number("votes")))
            .map(winner -> "“%s” won the poll".formatted(winner.text("title", "?")))
            .orElse("The poll ended")
        + quoted(facts.text("title"));
  }

  private static String predictionEnd(String streamer, EventFields facts) {
    var winner = facts.text("winning_outcome_id");
    return facts.list("outcomes").stream()
            .filter(outcome -> !winner.isEmpty() && winner.equals(outcome.text("id")))
            .findFirst()
            .map(outcome -> "It was “%s”".formatted(outcome.text("title", "?")))
            .orElse("The prediction was cancelled")
        + quoted(facts.text("title"));
  }

  private static String hypeTrainProgress(String streamer, EventFields facts) {
    return "The hype train is at level %s, %s of %s"
        .formatted(level(facts), facts.number("progress", "0"), facts.number("goal", "?"));
  }

  private static String level(EventFields facts) {
    return facts.number("level", "1");
  }

  private static String goalEnd(String streamer, EventFields facts) {
    return (facts.flag("is_achieved") ? "Goal reached: " : "Goal ended: ") + goal(facts);
  }

  private static String goal(EventFields facts) {
    var what = facts.text("description", facts.text("type", "goal").replace('_', ' ') + "s");
    return "%s of %s %s"
        .formatted(facts.number("current_amount", "0"), facts.number("target_amount", "?"), what);
  }

  private static String redeem(String streamer, EventFields facts) {
    return "%s redeemed “%s”%s"
        .formatted(facts.person("user"), rewardTitle(facts), quoted(facts.text("user_input")));
  }

  private static String redemptionUpdate(String streamer, EventFields facts) {
    return "%s’s “%s” was %s"
        .formatted(
            facts.person("user"),
            rewardTitle(facts),
            "canceled".equals(facts.text("status")) ? "refunded" : "fulfilled");
  }

  private static String rewardTitle(EventFields facts) {
    return facts.inside("reward").text("title", "a reward");
  }
}
