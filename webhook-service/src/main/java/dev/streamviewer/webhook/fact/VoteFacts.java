package dev.streamviewer.webhook.fact;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Readers of polls and predictions. The result is decided here, once for all readers. */
final class VoteFacts {
  private static final String WON = "won";

  static final Map<String, FactReader> BY_TYPE =
      Map.of(
          "channel.poll.begin", poll("poll.begin"),
          "channel.poll.progress", poll("poll.progress"),
          "channel.poll.end", VoteFacts::pollEnd,
          "channel.prediction.begin", prediction("prediction.begin"),
          "channel.prediction.progress", prediction("prediction.progress"),
          "channel.prediction.lock", prediction("prediction.lock"),
          "channel.prediction.end", VoteFacts::predictionEnd);

  private VoteFacts() {}

  private static FactReader poll(String action) {
    return (fields, streamer) ->
        vote(action, "poll", fields)
            .choices(choices(fields.list("choices"), choice -> false, "votes", Optional.empty()))
            .until(fields.time("ends_at"));
  }

  private static FactBuilder pollEnd(BodyFields fields, String streamer) {
    var choices = fields.list("choices");
    var top = maxVotes(choices);
    var best =
        choices.stream()
            .filter(choice -> top.isPresent() && choice.number("votes").equals(top))
            .toList();
    var hasWinner = top.isPresent() && top.get() > 0 && best.size() == 1;
    var winner = hasWinner ? Optional.of(best.get(0)) : Optional.<BodyFields>empty();
    return vote("poll.end", "poll", fields)
        .result(pollResult(fields, top, best.size()))
        .winner(winner.flatMap(choice -> choice.text("title")))
        .choices(
            choices(
                choices,
                choice -> winner.filter(choice::equals).isPresent(),
                "votes",
                Optional.empty()));
  }

  /** Returns the most votes for a choice; empty unless the votes of all choices are known. */
  private static Optional<Long> maxVotes(List<BodyFields> choices) {
    var votes = choices.stream().flatMap(choice -> choice.number("votes").stream()).toList();
    return votes.size() == choices.size() ? votes.stream().max(Long::compare) : Optional.empty();
  }

  /** The votes decide, whichever way the poll ended; only without votes its status counts. */
  private static Optional<String> pollResult(BodyFields fields, Optional<Long> top, int best) {
    if (top.isPresent()) {
      return Optional.of(top.get() == 0 ? "nobody" : best > 1 ? "tie" : WON);
    }
    return fields
        .code("status")
        .filter(List.of("terminated", "archived")::contains)
        .map(status -> "closed");
  }

  private static FactReader prediction(String action) {
    return (fields, streamer) ->
        vote(action, "prediction", fields)
            .choices(outcomes(fields, outcome -> false))
            .until(fields.time("locks_at"));
  }

  private static FactBuilder predictionEnd(BodyFields fields, String streamer) {
    var isCancelled =
        fields.code("status").filter(List.of("canceled", "cancelled")::contains).isPresent();
    var id = fields.id("winning_outcome_id").filter(it -> !isCancelled);
    Predicate<BodyFields> won = outcome -> id.isPresent() && outcome.id("id").equals(id);
    var winner = fields.list("outcomes").stream().filter(won).findFirst();
    return vote("prediction.end", "prediction", fields)
        .result(isCancelled ? Optional.of("cancelled") : winner.map(outcome -> WON))
        .winner(winner.flatMap(outcome -> outcome.text("title")))
        .choices(outcomes(fields, won));
  }

  private static FactBuilder vote(String action, String kind, BodyFields fields) {
    return FactBuilder.of(action)
        .title(fields.text("title"))
        .since(fields.time("started_at"))
        .object(kind, fields.id("id"));
  }

  private static List<JsonObject> outcomes(BodyFields fields, Predicate<BodyFields> won) {
    return choices(fields.list("outcomes"), won, "users", Optional.of("channel_points"));
  }

  /** Returns the choices of which a title or votes are known. */
  private static List<JsonObject> choices(
      List<BodyFields> choices, Predicate<BodyFields> won, String votes, Optional<String> points) {
    return choices.stream()
        .filter(choice -> choice.text("title").isPresent() || choice.number(votes).isPresent())
        .map(choice -> choice(choice, won.test(choice), votes, points))
        .toList();
  }

  private static JsonObject choice(
      BodyFields fields, boolean won, String votes, Optional<String> points) {
    var choice = new JsonObject();
    fields.text("title").ifPresent(it -> choice.put("title", it));
    fields.number(votes).ifPresent(it -> choice.put("votes", it));
    points.flatMap(fields::number).ifPresent(it -> choice.put("points", it));
    return won ? choice.put("won", true) : choice;
  }
}
