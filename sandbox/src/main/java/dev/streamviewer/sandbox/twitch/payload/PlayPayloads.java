package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Events that viewers take part in: hype trains, polls, predictions, channel points. */
final class PlayPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.ofEntries(
          Map.entry("channel.hype_train.begin", PlayPayloads::hypeTrain),
          Map.entry("channel.hype_train.progress", PlayPayloads::hypeTrain),
          Map.entry("channel.hype_train.end", PlayPayloads::hypeTrain),
          Map.entry("channel.poll.begin", PlayPayloads::poll),
          Map.entry("channel.poll.progress", PlayPayloads::poll),
          Map.entry("channel.poll.end", PlayPayloads::poll),
          Map.entry("channel.prediction.begin", PlayPayloads::prediction),
          Map.entry("channel.prediction.progress", PlayPayloads::prediction),
          Map.entry("channel.prediction.lock", PlayPayloads::prediction),
          Map.entry("channel.prediction.end", PlayPayloads::prediction),
          Map.entry(
              "channel.channel_points_custom_reward_redemption.add", PlayPayloads::redemption),
          Map.entry(
              "channel.channel_points_custom_reward_redemption.update", PlayPayloads::redemption));

  private PlayPayloads() {}

  private static JsonObject hypeTrain(PayloadContext scene) {
    var total = scene.between(600, 2_400);
    var contribution =
        scene.someone().as("user").put("type", "bits").put("total", scene.between(50, 500));
    var train =
        scene
            .episodeOnChannel()
            .put("type", "regular")
            .put("level", scene.isStage("begin") ? 1 : scene.between(2, 4))
            .put("total", total)
            .put("top_contributions", PayloadContext.array(contribution))
            .put("is_shared_train", false)
            .putNull("shared_train_participants")
            .put("started_at", scene.startedAt());
    if (scene.isStage("end")) {
      return train
          .put("ended_at", scene.time())
          .put("cooldown_ends_at", TwitchTimes.nanos(scene.now().plusSeconds(3_600)));
    }
    train
        .put("progress", total % 500)
        .put("goal", 500)
        .put("expires_at", TwitchTimes.nanos(scene.now().plusSeconds(300)));
    return scene.isStage("begin")
        ? train.put("all_time_high_level", 5).put("all_time_high_total", 8_400)
        : train;
  }

  private static JsonObject poll(PayloadContext scene) {
    var voting = new JsonObject().put("is_enabled", true).put("amount_per_vote", 10);
    var poll =
        scene
            .episodeOnChannel()
            .put("title", "What next?")
            .put(
                "choices",
                PayloadContext.array(
                    choice(scene, "1", "Another round"),
                    choice(scene, "2", "Something new"),
                    choice(scene, "3", "Chat decides")))
            .put("bits_voting", voting)
            .put("channel_points_voting", voting.copy())
            .put("started_at", scene.startedAt());
    return scene.isStage("end")
        ? poll.put("status", "completed").put("ended_at", scene.time())
        : poll.put("ends_at", scene.secondsLater(120));
  }

  private static JsonObject choice(PayloadContext scene, String id, String title) {
    var choice = new JsonObject().put("id", id).put("title", title);
    if (scene.isStage("begin")) {
      return choice;
    }
    var votes = scene.between(5, 400);
    return choice.put("bits_votes", 0).put("channel_points_votes", 0).put("votes", votes);
  }

  private static JsonObject prediction(PayloadContext scene) {
    var prediction =
        scene
            .episodeOnChannel()
            .put("title", "Done before midnight?")
            .put(
                "outcomes",
                PayloadContext.array(
                    outcome(scene, "1", "Easily", "blue"), outcome(scene, "2", "Never", "pink")))
            .put("started_at", scene.startedAt());
    if (scene.isStage("end")) {
      return prediction
          .put("winning_outcome_id", "1")
          .put("status", "resolved")
          .put("ended_at", scene.time());
    }
    return scene.isStage("lock")
        ? prediction.put("locked_at", scene.time())
        : prediction.put("locks_at", scene.secondsLater(90));
  }

  private static JsonObject outcome(PayloadContext scene, String id, String title, String color) {
    var outcome = new JsonObject().put("id", id).put("title", title).put("color", color);
    if (scene.isStage("begin")) {
      return outcome;
    }
    var predictor =
        scene
            .someone()
            .as("user")
            .putNull("channel_points_won")
            .put("channel_points_used", scene.between(100, 900));
    return outcome
        .put("users", scene.between(1, 60))
        .put("channel_points", scene.between(1_000, 40_000))
        .put("top_predictors", new JsonArray().add(predictor));
  }

  private static JsonObject redemption(PayloadContext scene) {
    return new JsonObject()
        .put("id", scene.id())
        .mergeIn(scene.userOnChannel())
        .put("user_input", "Please drink some water")
        .put("status", scene.isStage("add") ? "unfulfilled" : "fulfilled")
        .put(
            "reward",
            new JsonObject()
                .put("id", "5f3b0d6e-7c55-4a4b-9d27-2f6a1d0c9e11")
                .put("title", "Hydrate!")
                .put("cost", 300)
                .put("prompt", "Make me take a sip"))
        .put("redeemed_at", scene.time());
  }
}
