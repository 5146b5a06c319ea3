package dev.streamviewer.webhook.headline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A message with named placeholders, and a singular and a plural form between which {@code |}
 * stands: the format of vue-i18n. Divided into its parts once, since each event fills several.
 */
final class MessageTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
  private static final Pattern PLURAL = Pattern.compile(" | ", Pattern.LITERAL);

  private final List<Part> singular;
  private final List<Part> plural;

  /** A text, and the name of the placeholder behind it; null at the end. */
  private record Part(String text, String placeholder) {}

  MessageTemplate(String text) {
    var forms = PLURAL.split(text, 2);
    plural = parts(forms[forms.length - 1]);
    singular = forms.length == 1 ? plural : parts(forms[0]);
  }

  private static List<Part> parts(String form) {
    var parts = new ArrayList<Part>();
    var placeholder = PLACEHOLDER.matcher(form);
    var end = 0;
    while (placeholder.find()) {
      parts.add(new Part(form.substring(end, placeholder.start()), placeholder.group(1)));
      end = placeholder.end();
    }
    parts.add(new Part(form.substring(end), null));
    return List.copyOf(parts);
  }

  /** Whether every placeholder has a value. */
  boolean isFilledBy(Function<String, Optional<String>> values) {
    return isFilledBy(plural, values) && (singular == plural || isFilledBy(singular, values));
  }

  private static boolean isFilledBy(List<Part> form, Function<String, Optional<String>> values) {
    for (var part : form) {
      if (part.placeholder() != null && values.apply(part.placeholder()).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the message with its values.
   *
   * @param isOne whether the singular form fits
   */
  String fill(boolean isOne, Function<String, Optional<String>> values) {
    var message = new StringBuilder();
    for (var part : isOne ? singular : plural) {
      message.append(part.text());
      if (part.placeholder() != null) {
        message.append(values.apply(part.placeholder()).orElse(""));
      }
    }
    return message.toString();
  }

  /** Returns a message without a plural form with its values. */
  String fill(Map<String, String> values) {
    return fill(false, name -> Optional.ofNullable(values.get(name)));
  }
}
