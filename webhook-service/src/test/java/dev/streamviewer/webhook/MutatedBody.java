package dev.streamviewer.webhook;

import dev.streamviewer.testing.JsonMutation;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A body of Twitch in which some values are replaced by odd ones.
 *
 * @param vector the body before
 */
public record MutatedBody(FactVector vector, JsonObject event) {
  private static final List<FactVector> VECTORS = FactVector.all().toList();
  private static final int MAX_CHANGES = 6;
  private static final int DEEPEST = 60;

  /** A replacement of the value at one place, counted over all places of the body. */
  private record Change(int place, Object value) {}

  /** Returns bodies of all types that a filter accepts. */
  public static Arbitrary<MutatedBody> of(Predicate<FactVector> filter) {
    return Combinators.combine(
            Arbitraries.of(VECTORS.stream().filter(filter).toList()),
            changes().list().ofMaxSize(MAX_CHANGES))
        .as((vector, changes) -> new MutatedBody(vector, mutated(vector.event(), changes)));
  }

  /** Returns a message of which any part may be odd, its subscription included. */
  public static Arbitrary<JsonObject> messages(JsonObject subscription) {
    return Combinators.combine(
            Arbitraries.of(VECTORS), changes().list().ofMinSize(1).ofMaxSize(MAX_CHANGES))
        .as(
            (vector, changes) ->
                mutated(
                    new JsonObject()
                        .put("subscription", subscription.copy().put("type", vector.type()))
                        .put("event", vector.event()),
                    changes));
  }

  private static JsonObject mutated(JsonObject body, List<Change> changes) {
    var copy = body.copy();
    for (var change : changes) {
      var places = JsonMutation.places(copy);
      if (!places.isEmpty()) {
        places.get(change.place() % places.size()).accept(change.value());
      }
    }
    // A nested value that was put twice must not be shared.
    return copy.copy();
  }

  private static Arbitrary<Change> changes() {
    return Combinators.combine(Arbitraries.integers().between(0, 200), values()).as(Change::new);
  }

  private static Arbitrary<Object> values() {
    return Arbitraries.oneOf(
        Arbitraries.just(null),
        Arbitraries.of(true, false, "true", "false", "TRUE", "60", "1", "0", "-5", "1e9", "NaN"),
        Arbitraries.longs().asGeneric(),
        Arbitraries.integers().between(-2, 3).asGeneric(),
        Arbitraries.doubles().asGeneric(),
        texts().asGeneric(),
        Combinators.combine(texts(), Arbitraries.integers().between(50, 600))
            .as(String::repeat)
            .asGeneric(),
        Arbitraries.integers().between(1, DEEPEST).map(MutatedBody::nested).asGeneric(),
        texts().list().ofMaxSize(30).map(JsonArray::new).asGeneric(),
        Arbitraries.of(new JsonObject(), new JsonArray()).asGeneric());
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "hubveteran",
            "503254",
            "tfue\r\nX: y",
            "日本",
            "{actor} | {quote}",
            "a\uD83D\u0000\u202Eb\u2028c\u2066",
            "\uDC00",
            " \n ",
            "👨‍👩‍👧‍👦",
            "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301",
            "<script>",
            "private-tfue",
            "won",
            "any",
            "1000"),
        Arbitraries.strings().all().ofMaxLength(20));
  }

  private static Object nested(int depth) {
    return IntStream.range(0, depth)
        .boxed()
        .reduce(
            (Object) new JsonObject().put("text", "deep"),
            (inner, level) ->
                level % 2 == 0 ? new JsonArray().add(inner) : new JsonObject().put("text", inner),
            (one, other) -> one);
  }

  @Override
  public String toString() {
    return "%s %s".formatted(vector, event.encode());
  }
}
