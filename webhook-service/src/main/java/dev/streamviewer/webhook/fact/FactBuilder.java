package dev.streamviewer.webhook.fact;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A normalised event under construction. Absent values leave no field behind. {@code
 * docs/events.md} describes the fields.
 */
final class FactBuilder {
  /** The tier of subscriptions that Amazon Prime pays. */
  static final String PRIME = "prime";

  /** The units of amounts that are never zero: nobody cheers no bits, and no ad break is over. */
  private static final Set<String> NEVER_NONE =
      Set.of("bits", "months", "seconds", "streams", "subscriptions");

  private static final int MAX_PEOPLE = 10;
  private static final int MAX_CHOICES = 10;

  private final JsonObject json = new JsonObject();

  private FactBuilder(String action) {
    json.put("action", action);
  }

  /** Begins an event with what happened, such as {@code raid.in}. */
  static FactBuilder of(String action) {
    return new FactBuilder(action);
  }

  FactBuilder actor(Optional<EventPerson> person) {
    return person("actor", person);
  }

  FactBuilder target(Optional<EventPerson> person) {
    return person("target", person);
  }

  /** The person whose gift is passed on. */
  FactBuilder giver(Optional<EventPerson> person) {
    return person("giver", person);
  }

  /** The other channel of a shared chat. */
  FactBuilder from(Optional<EventPerson> channel) {
    return person("from", channel);
  }

  /** The other channels of a shared train or chat. */
  FactBuilder with(Stream<EventPerson> channels) {
    return list("with", channels.limit(MAX_PEOPLE).map(EventPerson::toJson).toList());
  }

  FactBuilder amount(Optional<Long> amount, String unit) {
    amount
        .filter(it -> it > 0 || !NEVER_NONE.contains(unit))
        .ifPresent(it -> json.put("amount", it).put("unit", unit));
    return this;
  }

  /** An amount of money in the smallest unit of its currency. */
  FactBuilder money(Optional<Long> amount, Optional<String> currency, int decimals) {
    if (amount.isPresent() && currency.isPresent()) {
      json.put("amount", amount.get()).put("unit", currency.get()).put("decimals", decimals);
    }
    return this;
  }

  FactBuilder total(Optional<Long> total) {
    return put("total", total);
  }

  FactBuilder tier(Optional<String> tier) {
    return put("tier", tier);
  }

  /** The code of a variety, which the catalogue of messages words. */
  FactBuilder kind(Optional<String> code) {
    return put("kind", code);
  }

  FactBuilder title(Optional<String> title) {
    return put("title", title);
  }

  FactBuilder quote(Optional<String> words) {
    return put("quote", words);
  }

  FactBuilder category(Optional<String> category) {
    return put("category", category);
  }

  FactBuilder language(Optional<String> code) {
    return put("language", code);
  }

  FactBuilder labels(List<String> codes) {
    return list("labels", codes);
  }

  FactBuilder result(Optional<String> result) {
    return put("result", result);
  }

  FactBuilder winner(Optional<String> title) {
    return put("winner", title);
  }

  FactBuilder choices(List<JsonObject> choices) {
    return list("choices", choices.stream().limit(MAX_CHOICES).toList());
  }

  FactBuilder number(String field, Optional<Long> number) {
    return put(field, number);
  }

  FactBuilder reason(Optional<String> reason) {
    return put("reason", reason);
  }

  FactBuilder automatic(Optional<Boolean> automatic) {
    return put("automatic", automatic);
  }

  FactBuilder since(Optional<Instant> time) {
    return put("since", time.map(Instant::toString));
  }

  FactBuilder until(Optional<Instant> time) {
    return put("until", time.map(Instant::toString));
  }

  /** The thing that the event belongs to, such as a poll. */
  FactBuilder object(String kind, Optional<String> id) {
    id.ifPresent(it -> json.put("object", new JsonObject().put("kind", kind).put("id", it)));
    return this;
  }

  /** Twitch's own id of a kind, which tells copies from repeats. */
  FactBuilder ref(String kind, Optional<String> id) {
    id.ifPresent(
        it -> {
          var refs = json.getJsonObject("refs", new JsonObject());
          json.put("refs", refs.put(kind, it));
        });
    return this;
  }

  FactBuilder via(String source) {
    json.put("via", source);
    return this;
  }

  /** The type of subscription that a revocation ended. */
  FactBuilder type(Optional<String> type) {
    return put("type", type);
  }

  JsonObject toJson() {
    return json;
  }

  private FactBuilder person(String field, Optional<EventPerson> person) {
    return put(field, person.map(EventPerson::toJson));
  }

  private FactBuilder list(String field, Collection<?> items) {
    if (!items.isEmpty()) {
      json.put(field, new JsonArray(List.copyOf(items)));
    }
    return this;
  }

  private FactBuilder put(String field, Optional<?> value) {
    value.ifPresent(it -> json.put(field, it));
    return this;
  }
}
