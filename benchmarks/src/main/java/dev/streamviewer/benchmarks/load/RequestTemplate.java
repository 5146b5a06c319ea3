package dev.streamviewer.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A text whose placeholders are overwritten in place. */
final class RequestTemplate {
  private final String text;
  private final byte[] bytes;
  private final Map<String, int[]> positions = new HashMap<>();

  RequestTemplate(String text) {
    this.text = text;
    this.bytes = text.getBytes(US_ASCII);
  }

  byte[] bytes() {
    return bytes;
  }

  /** The first position of a placeholder. */
  int firstPosition(String placeholder) {
    return positions(placeholder)[0];
  }

  /** Overwrites every occurrence of a placeholder, in its width. */
  void put(String placeholder, byte[] from, int offset) {
    for (var position : positions(placeholder)) {
      System.arraycopy(from, offset, bytes, position, placeholder.length());
    }
  }

  private int[] positions(String placeholder) {
    return positions.computeIfAbsent(placeholder, this::find);
  }

  private int[] find(String placeholder) {
    return IntStream.iterate(
            text.indexOf(placeholder),
            at -> at >= 0,
            at -> text.indexOf(placeholder, at + placeholder.length()))
        .toArray();
  }
}
