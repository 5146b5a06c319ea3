package dev.streamviewer.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A text with places that are written over, each wherever its placeholder stood. */
final class RequestTemplate {
  private final String text;
  private final byte[] bytes;
  private final Map<String, int[]> places = new HashMap<>();

  RequestTemplate(String text) {
    this.text = text;
    this.bytes = text.getBytes(US_ASCII);
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where a placeholder stood first. */
  int first(String placeholder) {
    return places(placeholder)[0];
  }

  /** Writes over every place of a placeholder, in its width. */
  void put(String placeholder, byte[] from, int offset) {
    for (var place : places(placeholder)) {
      System.arraycopy(from, offset, bytes, place, placeholder.length());
    }
  }

  private int[] places(String placeholder) {
    return places.computeIfAbsent(placeholder, this::find);
  }

  private int[] find(String placeholder) {
    return IntStream.iterate(
            text.indexOf(placeholder),
            at -> at >= 0,
            at -> text.indexOf(placeholder, at + placeholder.length()))
        .toArray();
  }
}
