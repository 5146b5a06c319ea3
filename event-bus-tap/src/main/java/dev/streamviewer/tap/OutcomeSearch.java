package dev.streamviewer.tap;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.tap.OutcomeQuery.Answer;
import dev.streamviewer.tap.message.SecretRedaction;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Asks all processes what became of a message, and puts their answers in order of time. */
final class OutcomeSearch {
  /** The number of processes is not known here, so all have the same time. */
  private static final Duration WAIT = Duration.ofSeconds(1);

  private static final int MAX_OUTCOMES = 1_000;

  private final Vertx vertx;
  private final String id;
  private final String message;
  private final Set<String> processes = new TreeSet<>();
  private final List<JsonObject> outcomes = new ArrayList<>();

  /**
   * @param id unguessable
   * @param message Twitch's message id
   */
  OutcomeSearch(Vertx vertx, String id, String message) {
    this.vertx = vertx;
    this.id = id;
    this.message = message;
  }

  /** Returns the outcomes, and the names of the processes that answered. */
  Future<JsonObject> run() {
    var answers =
        vertx.eventBus().<Buffer>consumer(TapOrder.records(id), it -> add(Answer.read(it.body())));
    return answers
        .completion()
        .onSuccess(listening -> ask())
        .compose(asked -> vertx.timer(WAIT.toMillis(), MILLISECONDS))
        .map(over -> result())
        .onComplete(done -> answers.unregister());
  }

  private void ask() {
    vertx.eventBus().publish(OutcomeQuery.ADDRESS, new OutcomeQuery(id, message).encode());
  }

  private void add(Answer answer) {
    processes.add(answer.node());
    answer.outcomes().stream()
        .limit(MAX_OUTCOMES - outcomes.size())
        .map(
            it -> {
              var reason = it.reason() == null ? null : SecretRedaction.text(it.reason());
              return new JsonObject()
                  .put("time", it.time().toString())
                  .put("node", answer.node())
                  .put("address", it.address())
                  .put("message", it.message())
                  .put("streamer", it.streamer())
                  .put("outcome", it.outcome())
                  .put("reason", reason);
            })
        .forEach(outcomes::add);
    outcomes.forEach(it -> it.getMap().values().removeIf(Objects::isNull));
  }

  private JsonObject result() {
    outcomes.sort(Comparator.comparing(it -> Instant.parse(it.getString("time"))));
    return new JsonObject()
        .put("message", message)
        .put("outcomes", new JsonArray(List.copyOf(outcomes)))
        .put("processes", new JsonArray(List.copyOf(processes)));
  }
}
