package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.json.LenientJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values of a normalised event, formatted for the placeholders of templates. */
final class HeadlineValues implements Function<String, Optional<String>> {
  private final MessageCatalogue catalogue;
  private final Streamer streamer;
  private final JsonObject fact;

  HeadlineValues(MessageCatalogue catalogue, Streamer streamer, JsonObject fact) {
    this.catalogue = catalogue;
    this.streamer = streamer;
    this.fact = fact;
  }

  /** Returns the value of a placeholder; empty if the event does not tell. */
  @Override
  public Optional<String> apply(String placeholder) {
    return switch (placeholder) {
      case "streamer" -> Optional.of(name(streamer.login(), streamer.name()));
      case "actor" -> person("actor", "anonymous.actor");
      case "target", "giver", "from" -> person(placeholder, "anonymous.target");
      case "with" -> people();
      case "count" -> isMoney() ? Optional.empty() : number("amount");
      case "money" -> isMoney() ? number("amount").map(it -> money()) : Optional.empty();
      case "total" -> total();
      case "level", "progress", "goal" -> number(placeholder);
      case "tier" -> text("tier").filter(tier -> !"prime".equals(tier));
      case "kind" -> text("kind").flatMap(kind -> catalogue.text("kinds." + kind));
      case "labelsAdded", "labelsRemoved" -> labels(placeholder);
      case "type" -> text(placeholder).flatMap(catalogue::wordsOfType);
      case "title", "category" -> text(placeholder).filter(it -> isNew(placeholder));
      default -> text(placeholder);
    };
  }

  /** Whether the singular form fits. */
  boolean isOne() {
    return fact.getLong("amount", 0L) == 1;
  }

  private Optional<String> text(String field) {
    return Optional.ofNullable(fact.getString(field));
  }

  private Optional<String> number(String field) {
    return Optional.ofNullable(fact.getLong(field)).map(HeadlineValues::grouped);
  }

  /** The words of labels; a label without words is named as Twitch names it. */
  private Optional<String> labels(String field) {
    return Optional.ofNullable(fact.getJsonArray(field)).stream()
        .flatMap(JsonArray::stream)
        .map(String.class::cast)
        .map(label -> catalogue.text("labels." + label).orElse(label))
        .reduce((some, next) -> some + "; " + next);
  }

  /** Whether the headline names a field: only changed fields are named again. */
  private boolean isNew(String field) {
    var changed = fact.getJsonArray("changed");
    return changed == null || changed.contains(field);
  }

  /** A total no greater than the amount tells nothing more. */
  private Optional<String> total() {
    return number("total").filter(it -> fact.getLong("total") > fact.getLong("amount", 0L));
  }

  private Optional<String> person(String field, String anonymous) {
    var person = fact.getJsonObject(field);
    if (person == null) {
      return Optional.empty();
    }
    return person.getBoolean("anonymous", false)
        ? catalogue.text(anonymous)
        : Optional.of(name(person)).filter(name -> !name.isEmpty());
  }

  private Optional<String> people() {
    return LenientJson.objects(fact.getValue("with"))
        .map(this::name)
        .filter(name -> !name.isEmpty())
        .reduce((some, next) -> some + ", " + next);
  }

  private String name(JsonObject person) {
    var login = person.getString("login", "");
    return name(login, person.getString("name", login));
  }

  /** Adds the login to a name in another script, since it is the login that people can type. */
  private String name(String login, String name) {
    return login.isEmpty() || name.equalsIgnoreCase(login)
        ? name
        : catalogue.frame("named").orElseThrow().fill(Map.of("name", name, "login", login));
  }

  private boolean isMoney() {
    return fact.containsKey("decimals");
  }

  private String money() {
    var decimals = fact.getInteger("decimals");
    var value = BigDecimal.valueOf(fact.getLong("amount"), decimals);
    var number = String.format(Locale.US, "%,." + decimals + "f", value);
    var symbol = symbol(fact.getString("unit").toUpperCase(Locale.ROOT));
    // A symbol of letters has a blank behind it, as the page's formats do.
    return symbol
        + (Character.isLetter(symbol.codePointBefore(symbol.length())) ? "\u00a0" : "")
        + number;
  }

  /** The symbol of a currency, or its code if there is none. */
  private static String symbol(String code) {
    return Currency.getAvailableCurrencies().stream()
        .filter(it -> it.getCurrencyCode().equals(code))
        .findFirst()
        .map(it -> it.getSymbol(Locale.US))
        .orElse(code);
  }

  private static String grouped(long number) {
    return number > -1_000 && number < 1_000
        ? Long.toString(number)
        : String.format(Locale.US, "%,d", number);
  }
}
