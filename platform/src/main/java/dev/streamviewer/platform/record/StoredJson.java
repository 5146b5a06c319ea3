package dev.streamviewer.platform.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;

/**
 * Records in the maps of the cluster, which outlive the process that wrote them: a JSON object that
 * begins with its {@link FormatVersion}. Never compare such texts with each other, since releases
 * write the same record differently.
 */
public final class StoredJson {
  private static final String VERSION = "{\"v\":";

  private StoredJson() {}

  /** Encodes a record with at least one field. */
  public static String encode(Object value) {
    return VERSION
        + FormatVersion.CURRENT
        + ","
        + new String(RecordJson.encode(value), UTF_8).substring(1);
  }

  /**
   * Decodes a record.
   *
   * @throws UnreadableRecord if the text is not such a record, or its version is too new
   */
  public static <R> R decode(String text, Class<R> type) {
    FormatVersion.check(version(text), type);
    return RecordJson.decode(text.getBytes(UTF_8), type);
  }

  /** Decodes records; leaves out what cannot be read, so that it harms no other record. */
  public static <R> List<R> readable(List<String> texts, Class<R> type) {
    return texts.stream().flatMap(text -> find(text, type).stream()).toList();
  }

  private static <R> Optional<R> find(String text, Class<R> type) {
    try {
      return Optional.of(decode(text, type));
    } catch (UnreadableRecord logged) {
      return Optional.empty();
    }
  }

  /** Returns the version; a text without one is older than versions. */
  private static int version(String text) {
    var version = 0;
    if (text.startsWith(VERSION)) {
      for (var at = VERSION.length(); at < text.length() && isDigit(text.charAt(at)); at++) {
        version = version * 10 + text.charAt(at) - '0';
      }
    }
    return version;
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }
}
