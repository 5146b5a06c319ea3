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
final class Fact {
  /** The tier of subscriptions that Amazon Prime pays. */
  static final String PRIME = "prime";

  /** The units of amounts that are never zero: nobody cheers no bits, and no ad break is over. */
  private static final Set<String> NEVER_NONE =
      Set.of("bits", "months", "seconds", "streams", "subscriptions");

  private static final int MOST_PEOPLE = 10;
  private static final int MOST_CHOICES = 10;

  private final JsonObject json = new JsonObject();

  private Fact(String action) {
    json.put("action", action);
  }

  /** Begins an event with what happened, such as {@code raid.in}. */
  static Fact of(String action) {
    return new Fact(action);
  }

  Fact actor(Optional<Person> person) {
    return person("actor", person);
  }

  Fact target(Optional<Person> person) {
    return person("target", person);
  }

  /** The person whose gift is passed on. */
  Fact giver(Optional<Person> person) {
    return person("giver", person);
  }

  /** The other channel of a shared chat. */
  Fact from(Optional<Person> channel) {
    return person("from", channel);
  }

  /** The other channels of a shared train or chat. */
  Fact with(Stream<Person> channels) {
    return list("with", channels.limit(MOST_PEOPLE).map(Person::toJson).toList());
  }

  Fact amount(Optional<Long> amount, String unit) {
    amount
        .filter(it -> it > 0 || !NEVER_NONE.contains(unit))
        .ifPresent(it -> json.put("amount", it).put("unit", unit));
    return this;
  }

  /** An amount of money in the smallest unit of its currency. */
  Fact money(Optional<Long> amount, Optional<String> currency, int decimals) {
    if (amount.isPresent() && currency.isPresent()) {
      json.put("amount", amount.get()).put("unit", currency.get()).put("decimals", decimals);
    }
    return this;
  }

  Fact total(Optional<Long> total) {
    return put("total", total);
  }

  Fact tier(Optional<String> tier) {
    return put("tier", tier);
  }

  /** The code of a variety, which the catalogue of messages words. */
  Fact kind(Optional<String> code) {
    return put("kind", code);
  }

  Fact title(Optional<String> title) {
    return put("title", title);
  }

  Fact quote(Optional<String> words) {
    return put("quote", words);
  }

  Fact category(Optional<String> category) {
    return put("category", category);
  }

  Fact language(Optional<String> code) {
    return put("language", code);
  }

  Fact labels(List<String> codes) {
    return list("labels", codes);
  }

  Fact result(Optional<String> result) {
    return put("result", result);
  }

  Fact winner(Optional<String> title) {
    return put("winner", title);
  }

  Fact choices(List<JsonObject> choices) {
    return list("choices", choices.stream().limit(MOST_CHOICES).toList());
  }

  Fact number(String field, Optional<Long> number) {
    return put(field, number);
  }

  Fact reason(Optional<String> reason) {
    return put("reason", reason);
  }

  Fact automatic(Optional<Boolean> automatic) {
    return put("automatic", automatic);
  }

  Fact since(Optional<Instant> time) {
    return put("since", time.map(Instant::toString));
  }

  Fact until(Optional<Instant> time) {
    return put("until", time.map(Instant::toString));
  }

  /** The thing that the event belongs to, such as a poll. */
  Fact object(String kind, Optional<String> id) {
    id.ifPresent(it -> json.put("object", new JsonObject().put("kind", kind).put("id", it)));
    return this;
  }

  /** Twitch's own id of a kind, which tells copies from repeats. */
  Fact ref(String kind, Optional<String> id) {
    id.ifPresent(
        it -> {
          var refs = json.getJsonObject("refs", new JsonObject());
          json.put("refs", refs.put(kind, it));
        });
    return this;
  }

  Fact via(String source) {
    json.put("via", source);
    return this;
  }

  /** The type of subscription that a revocation ended. */
  Fact type(Optional<String> type) {
    return put("type", type);
  }

  JsonObject toJson() {
    return json;
  }

  private Fact person(String field, Optional<Person> person) {
    return put(field, person.map(Person::toJson));
  }

  private Fact list(String field, Collection<?> items) {
    if (!items.isEmpty()) {
      json.put(field, new JsonArray(List.copyOf(items)));
    }
    return this;
  }

  private Fact put(String field, Optional<?> value) {
    value.ifPresent(it -> json.put(field, it));
    return this;
  }
}
