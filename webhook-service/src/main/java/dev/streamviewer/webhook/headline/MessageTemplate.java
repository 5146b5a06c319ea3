package dev.streamviewer.webhook.headline;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message with named placeholders, and a singular and a plural form between which {@code |}
 * stands: the format of vue-i18n.
 */
record MessageTemplate(String text) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
  private static final String PLURAL = " | ";

  /** Whether every placeholder has a value. */
  boolean isFilledBy(Function<String, Optional<String>> values) {
    return PLACEHOLDER.matcher(text).results().allMatch(it -> values.apply(name(it)).isPresent());
  }

  /**
   * Returns the message with its values.
   *
   * @param isOne whether the singular form fits
   */
  String fill(boolean isOne, Function<String, Optional<String>> values) {
    return PLACEHOLDER
        .matcher(form(isOne))
        .replaceAll(it -> Matcher.quoteReplacement(values.apply(name(it)).orElse("")));
  }

  /** Returns a message without a plural form with its values. */
  String fill(Map<String, String> values) {
    return fill(false, name -> Optional.ofNullable(values.get(name)));
  }

  private String form(boolean isOne) {
    var forms = text.split(Pattern.quote(PLURAL), 2);
    return isOne ? forms[0] : forms[forms.length - 1];
  }

  private static String name(MatchResult placeholder) {
    return placeholder.group(1);
  }
}
