package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The English sentence of a normalised event. The page words events in the same way from the same
 * catalogue, so that each fact and each word is decided once.
 */
public final class EventHeadlines {
  private static final MessageCatalogue CATALOGUE = MessageCatalogue.english();

  /** The variant of every other event. */
  private static final String ANY = "any";

  private static final String AUTOMATIC = "automatic";

  private EventHeadlines() {}

  /** Returns the sentence of an event: the fullest template for which the event has all values. */
  public static String of(Streamer streamer, JsonObject fact) {
    var values = new HeadlineValues(CATALOGUE, streamer, fact);
    var sentence =
        fullest(fact, values).map(template -> template.fill(values.isOne(), values)).orElse("");
    return framed("quoted", framed("elsewhere", sentence, "from", values), "quote", values);
  }

  private static Optional<MessageTemplate> fullest(JsonObject fact, HeadlineValues values) {
    var action = fact.getString("action");
    for (var variant : variants(fact)) {
      for (var template : CATALOGUE.templates(action, variant)) {
        if (template.isFilledBy(values)) {
          return Optional.of(template);
        }
      }
    }
    return Optional.empty();
  }

  /** The variants of an action's sentence that an event may ask for, the most telling first. */
  private static List<String> variants(JsonObject fact) {
    var variants = new ArrayList<String>();
    text(fact, "result").ifPresent(variants::add);
    text(fact, "kind").ifPresent(variants::add);
    text(fact, "reason").ifPresent(variants::add);
    onlyChange(fact).ifPresent(variants::add);
    text(fact, "tier").filter("prime"::equals).ifPresent(variants::add);
    if (fact.getBoolean(AUTOMATIC, false)) {
      variants.add(AUTOMATIC);
    }
    variants.add(ANY);
    return variants;
  }

  private static Optional<String> text(JsonObject fact, String field) {
    return Optional.ofNullable(fact.getString(field));
  }

  private static Optional<String> onlyChange(JsonObject fact) {
    var changed = fact.getJsonArray("changed");
    return changed != null && changed.size() == 1
        ? Optional.of(changed.getString(0))
        : Optional.empty();
  }

  /** Puts a sentence into a frame, if the event has the value that the frame adds. */
  private static String framed(
      String frame, String sentence, String placeholder, HeadlineValues values) {
    return values
        .apply(placeholder)
        .flatMap(value -> framed(frame, Map.of("sentence", sentence, placeholder, value)))
        .orElse(sentence);
  }

  private static Optional<String> framed(String frame, Map<String, String> values) {
    return CATALOGUE.frame(frame).map(template -> template.fill(values));
  }
}
