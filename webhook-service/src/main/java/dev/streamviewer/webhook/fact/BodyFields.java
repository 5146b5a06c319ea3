package dev.streamviewer.webhook.fact;

import dev.streamviewer.platform.json.LenientJson;
import dev.streamviewer.platform.text.AsciiForm;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tolerant reader of a body. A field that is missing, null or of a type that cannot be read counts
 * as absent; nothing is ever assumed for it.
 */
record BodyFields(JsonObject json) {
  /** The largest whole number that a browser reads exactly. */
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private static final String USER = "user";

  /** A code of Twitch, such as {@code subscription_count}. */
  private static final AsciiForm CODE = AsciiForm.of("[A-Za-z0-9_.]", 60);

  private static final AsciiForm ID = AsciiForm.of("[\\x21-\\x7E]", 100);

  /** A whole number as a text; fractions of zero do not matter. */
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,19})(?:\\.0+)?");

  /** Returns a text as one clean line; absent for a blank one. */
  Optional<String> text(String field) {
    return value(field, String.class).map(CleanText::of).filter(line -> !line.isEmpty());
  }

  /** Returns what a person wrote: the text of a message, which some types give as a bare text. */
  Optional<String> words(String field) {
    return inside(field).text("text").or(() -> text(field));
  }

  /** Returns an id, which may be given as a number. */
  Optional<String> id(String field) {
    return value(field, Number.class).isPresent()
        ? number(field).map(String::valueOf)
        : value(field, String.class).filter(ID::matches);
  }

  /** Returns a code of Twitch in lower case. */
  Optional<String> code(String field) {
    return value(field, String.class)
        .map(code -> code.strip().toLowerCase(Locale.ROOT))
        .filter(CODE::matches);
  }

  /** Returns the codes of a list as Twitch writes them; leaves out anything else. */
  Stream<String> codes(String field) {
    return value(field, JsonArray.class).stream()
        .flatMap(JsonArray::stream)
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(CODE::matches);
  }

  /** Returns a whole number of zero or more, which may be given as a text. */
  Optional<Long> number(String field) {
    return value(field, Number.class)
        .flatMap(BodyFields::whole)
        .or(() -> value(field, String.class).map(String::strip).flatMap(BodyFields::parsed))
        .filter(number -> number >= 0 && number <= MAX_SAFE_INTEGER);
  }

  /** Returns a boolean, which may be given as a text. */
  Optional<Boolean> flag(String field) {
    return value(field, Boolean.class)
        .or(() -> code(field).filter(Predicate.isEqual("true")).map(yes -> true))
        .or(() -> code(field).filter(Predicate.isEqual("false")).map(no -> false));
  }

  /** Whether a boolean is known to be true. */
  boolean is(String field) {
    return flag(field).orElse(false);
  }

  Optional<Instant> time(String field) {
    return value(field, String.class).flatMap(BodyFields::instant);
  }

  /** Returns a nested object; empty if there is none. */
  BodyFields inside(String field) {
    return new BodyFields(value(field, JsonObject.class).orElseGet(JsonObject::new));
  }

  /** Returns the objects of a nested list; empty if there is none. */
  List<BodyFields> list(String field) {
    return LenientJson.objects(json.getValue(field)).map(BodyFields::new).toList();
  }

  /**
   * Returns the person whose fields begin with a prefix, such as {@code user} or {@code
   * gifter_user}. Beside them, {@code is_anonymous} or {@code gifter_is_anonymous} may say that the
   * person wants to stay unknown.
   */
  Optional<EventPerson> person(String prefix) {
    return is(anonymity(prefix))
        ? Optional.of(EventPerson.ANONYMOUS)
        : EventPerson.of(id(prefix + "_id"), login(prefix + "_login"), text(prefix + "_name"));
  }

  private static String anonymity(String prefix) {
    return prefix.endsWith(USER)
        ? prefix.substring(0, prefix.length() - USER.length()) + "is_anonymous"
        : prefix;
  }

  /** Returns the tier as a digit, or {@code prime}. Twitch counts tiers in thousands. */
  Optional<String> tier(String field) {
    return code(field)
        .or(() -> number(field).map(String::valueOf))
        .flatMap(
            tier ->
                Optional.ofNullable(
                    switch (tier) {
                      case "1000" -> "1";
                      case "2000" -> "2";
                      case "3000" -> "3";
                      case FactBuilder.PRIME -> FactBuilder.PRIME;
                      default -> null;
                    }));
  }

  private Optional<String> login(String field) {
    return value(field, String.class).flatMap(EventPerson::login);
  }

  private <T> Optional<T> value(String field, Class<T> type) {
    return Optional.ofNullable(json.getValue(field)).filter(type::isInstance).map(type::cast);
  }

  private static Optional<Long> whole(Number number) {
    var value = number.doubleValue();
    return value == Math.rint(value) && Math.abs(value) <= MAX_SAFE_INTEGER
        ? Optional.of(number instanceof BigDecimal ? (long) value : number.longValue())
        : Optional.empty();
  }

  private static Optional<Long> parsed(String text) {
    try {
      var number = NUMBER.matcher(text);
      return number.matches() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty();
    } catch (NumberFormatException tooLarge) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
