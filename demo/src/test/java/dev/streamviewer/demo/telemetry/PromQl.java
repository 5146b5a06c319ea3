package dev.streamviewer.demo.telemetry;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The subset of Prometheus's query language that is needed to find the selectors of a query. */
final class PromQl {
  private static final Pattern TIMES = Pattern.compile("\\[[^]]*]|\\boffset\\s+\\w+");
  private static final Pattern LABELS_OF_A_GROUP =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern SELECTOR =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(\\{[^}]*})?(?!\\s*[({\\w])");
  private static final Pattern MATCHER = Pattern.compile("(\\w+)\\s*[=!]~?\\s*\"");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  private PromQl() {}

  /**
   * A selector: a metric with the labels that the query uses.
   *
   * @param labels names only
   */
  record Selector(String metric, Set<String> labels) {}

  static Stream<Selector> selectors(String query) {
    var text = LABELS_OF_A_GROUP.matcher(TIMES.matcher(query).replaceAll("")).replaceAll(" ");
    return SELECTOR
        .matcher(text)
        .results()
        .filter(it -> !WORDS.contains(it.group(1)))
        .map(it -> new Selector(it.group(1), labels(it)));
  }

  private static Set<String> labels(MatchResult selector) {
    return selector.group(2) == null
        ? Set.of()
        : MATCHER
            .matcher(selector.group(2))
            .results()
            .map(it -> it.group(1))
            .collect(Collectors.toUnmodifiableSet());
  }
}
