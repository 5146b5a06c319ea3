package dev.streamviewer.webhook.fact;

import java.util.Map;
import java.util.Optional;

/** Readers of hype trains and goals. */
final class ProgressFacts {
  static final Map<String, FactReader> BY_TYPE =
      Map.of(
          "channel.hype_train.begin",
          train("hype.begin"),
          "channel.hype_train.progress",
          train("hype.progress"),
          "channel.hype_train.end",
          train("hype.end"),
          "channel.goal.begin",
          (fields, streamer) -> goal("goal.begin", fields),
          "channel.goal.progress",
          (fields, streamer) -> goal("goal.progress", fields),
          "channel.goal.end",
          ProgressFacts::goalEnd);

  private ProgressFacts() {}

  private static FactReader train(String action) {
    return (fields, streamer) ->
        FactBuilder.of(action)
            .kind(fields.code("type"))
            .number("level", fields.number("level").filter(level -> level > 0))
            .total(fields.number("total"))
            .number("progress", fields.number("progress"))
            .number("goal", target(fields, "goal"))
            .with(StreamFacts.otherChannels(fields, "shared_train_participants", streamer))
            .since(fields.time("started_at"))
            .until(fields.time("expires_at").or(() -> fields.time("ended_at")))
            .object("train", fields.id("id"));
  }

  private static FactBuilder goal(String action, BodyFields fields) {
    return FactBuilder.of(action)
        .kind(fields.code("type"))
        .title(fields.text("description"))
        .number("progress", fields.number("current_amount"))
        .number("goal", target(fields, "target_amount"))
        .since(fields.time("started_at"))
        .object("goal", fields.id("id"));
  }

  private static FactBuilder goalEnd(BodyFields fields, String streamer) {
    return goal("goal.end", fields)
        .result(fields.flag("is_achieved").map(reached -> reached ? "reached" : "missed"));
  }

  private static Optional<Long> target(BodyFields fields, String field) {
    return fields.number(field).filter(target -> target > 0);
  }
}
