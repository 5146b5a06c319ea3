package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Payloads of events in which viewers participate: hype trains, polls, predictions. */
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
          Map.entry("channel.prediction.end", PlayPayloads::prediction));

  private PlayPayloads() {}

  private static JsonObject hypeTrain(PayloadContext context) {
    var total = context.between(600, 2_400);
    var contribution =
        context.actor().as("user").put("type", "bits").put("total", context.between(50, 500));
    var train =
        context
            .episodeOnChannel()
            .put("type", "regular")
            .put("level", context.isStage("begin") ? 1 : context.between(2, 4))
            .put("total", total)
            .put("top_contributions", PayloadContext.array(contribution))
            .put("is_shared_train", false)
            .putNull("shared_train_participants")
            .put("started_at", context.startedAt());
    if (context.isStage("end")) {
      return train
          .put("ended_at", context.time())
          .put("cooldown_ends_at", TwitchTimes.nanos(context.now().plusSeconds(3_600)));
    }
    train
        .put("progress", total % 500)
        .put("goal", 500)
        .put("expires_at", TwitchTimes.nanos(context.now().plusSeconds(300)));
    return context.isStage("begin")
        ? train.put("all_time_high_level", 5).put("all_time_high_total", 8_400)
        : train;
  }

  private static JsonObject poll(PayloadContext context) {
    var voting = new JsonObject().put("is_enabled", true).put("amount_per_vote", 10);
    var poll =
        context
            .episodeOnChannel()
            .put("title", "What next?")
            .put(
                "choices",
                PayloadContext.array(
                    choice(context, "1", "Another round"),
                    choice(context, "2", "Something new"),
                    choice(context, "3", "Chat decides")))
            .put("bits_voting", voting)
            .put("channel_points_voting", voting.copy())
            .put("started_at", context.startedAt());
    return context.isStage("end")
        ? poll.put("status", "completed").put("ended_at", context.time())
        : poll.put("ends_at", context.secondsLater(120));
  }

  private static JsonObject choice(PayloadContext context, String id, String title) {
    var choice = new JsonObject().put("id", id).put("title", title);
    if (context.isStage("begin")) {
      return choice;
    }
    var votes = context.between(5, 400);
    return choice.put("bits_votes", 0).put("channel_points_votes", 0).put("votes", votes);
  }

  private static JsonObject prediction(PayloadContext context) {
    var prediction =
        context
            .episodeOnChannel()
            .put("title", "Done before midnight?")
            .put(
                "outcomes",
                PayloadContext.array(
                    outcome(context, "1", "Easily", "blue"),
                    outcome(context, "2", "Never", "pink")))
            .put("started_at", context.startedAt());
    if (context.isStage("end")) {
      return prediction
          .put("winning_outcome_id", "1")
          .put("status", "resolved")
          .put("ended_at", context.time());
    }
    return context.isStage("lock")
        ? prediction.put("locked_at", context.time())
        : prediction.put("locks_at", context.secondsLater(90));
  }

  private static JsonObject outcome(PayloadContext context, String id, String title, String color) {
    var outcome = new JsonObject().put("id", id).put("title", title).put("color", color);
    if (context.isStage("begin")) {
      return outcome;
    }
    var predictor =
        context
            .actor()
            .as("user")
            .putNull("channel_points_won")
            .put("channel_points_used", context.between(100, 900));
    return outcome
        .put("users", context.between(1, 60))
        .put("channel_points", context.between(1_000, 40_000))
        .put("top_predictors", new JsonArray().add(predictor));
  }
}
