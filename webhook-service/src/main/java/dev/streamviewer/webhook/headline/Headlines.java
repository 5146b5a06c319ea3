package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The English sentence of a normalised event. The page words events in the same way from the same
 * catalogue, so that each fact and each word is decided once.
 */
public final class Headlines {
  private static final MessageCatalogue CATALOGUE = MessageCatalogue.english();

  private Headlines() {}

  /** Returns the sentence of an event: the fullest template for which the event has all values. */
  public static String of(Streamer streamer, JsonObject fact) {
    var values = new HeadlineValues(CATALOGUE, streamer, fact);
    var sentence =
        Stream.concat(variants(fact), Stream.of("any"))
            .flatMap(variant -> templates(fact, variant))
            .filter(template -> template.isFilledBy(values))
            .findFirst()
            .map(template -> template.fill(values.isOne(), values))
            .orElse("");
    return framed("quoted", framed("elsewhere", sentence, "from", values), "quote", values);
  }

  private static Stream<MessageTemplate> templates(JsonObject fact, String variant) {
    return CATALOGUE.templates(fact.getString("action"), variant).stream();
  }

  /** The variants of an action's sentence that an event may ask for, the most telling first. */
  private static Stream<String> variants(JsonObject fact) {
    return Stream.of(
            text(fact, "result"),
            text(fact, "kind"),
            text(fact, "reason"),
            onlyChange(fact),
            text(fact, "tier").filter("prime"::equals),
            Optional.of("automatic").filter(it -> fact.getBoolean(it, false)))
        .flatMap(Optional::stream);
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
    return CATALOGUE.text(frame).map(text -> new MessageTemplate(text).fill(values));
  }
}
