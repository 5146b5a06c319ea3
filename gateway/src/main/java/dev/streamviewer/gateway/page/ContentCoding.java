package dev.streamviewer.gateway.page;

import io.vertx.ext.web.ParsedHeaderValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Chooses among the codings in which a file is there, by what a browser accepts.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-accept-encoding">Accept-Encoding</a>
 */
final class ContentCoding {
  /** The ending that the build gives a compressed file, and what HTTP calls it. */
  static final Map<String, String> BY_ENDING = Map.of(".br", "br", ".gz", "gzip");

  private static final List<String> BEST_FIRST = List.of("br", "gzip");

  private ContentCoding() {}

  /** The coding that is wanted most, of equals the smaller; empty if none is wanted. */
  static Optional<String> choose(List<ParsedHeaderValue> accepted, Set<String> there) {
    return BEST_FIRST.stream()
        .filter(there::contains)
        .filter(coding -> weight(coding, accepted) > 0)
        .max(
            Comparator.<String>comparingDouble(coding -> weight(coding, accepted))
                .thenComparing(Comparator.comparingInt(BEST_FIRST::indexOf).reversed()));
  }

  private static float weight(String coding, List<ParsedHeaderValue> accepted) {
    return named(coding, accepted).or(() -> named("*", accepted)).orElse(0f);
  }

  private static Optional<Float> named(String name, List<ParsedHeaderValue> accepted) {
    return accepted.stream()
        .filter(it -> it.value().equalsIgnoreCase(name))
        .map(ParsedHeaderValue::weight)
        .findFirst();
  }
}
