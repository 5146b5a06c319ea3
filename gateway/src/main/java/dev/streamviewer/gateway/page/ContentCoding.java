package dev.streamviewer.gateway.page;

import io.vertx.ext.web.ParsedHeaderValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses the best content coding of a file that a browser accepts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding">Accept-Encoding</a>
 */
final class ContentCoding {
  /** File endings of compressed files, with their HTTP content coding. */
  static final Map<String, String> BY_ENDING = Map.of(".br", "br", ".gz", "gzip");

  private static final List<String> BEST_FIRST = List.of("br", "gzip");

  private ContentCoding() {}

  /**
   * Returns the coding with the highest weight, the smaller among equals; empty if none is
   * accepted.
   */
  static Optional<String> choose(List<ParsedHeaderValue> accepted, Set<String> available) {
    return BEST_FIRST.stream()
        .filter(available::contains)
        .filter(coding -> weight(coding, accepted) > 0)
        .max(
            Comparator.<String>comparingDouble(coding -> weight(coding, accepted))
                .thenComparing(Comparator.comparingInt(BEST_FIRST::indexOf).reversed()));
  }

  private static float weight(String coding, List<ParsedHeaderValue> accepted) {
    return findWeight(coding, accepted).or(() -> findWeight("*", accepted)).orElse(0f);
  }

  private static Optional<Float> findWeight(String name, List<ParsedHeaderValue> accepted) {
    return accepted.stream()
        .filter(it -> it.value().equalsIgnoreCase(name))
        .map(ParsedHeaderValue::weight)
        .findFirst();
  }
}
