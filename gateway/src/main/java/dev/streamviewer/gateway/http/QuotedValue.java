package dev.streamviewer.gateway.http;

/** Quotes foreign text for our messages: shortened, and without control characters. */
public final class QuotedValue {
  private static final int MAX_LENGTH = 60;

  private QuotedValue() {}

  public static String of(String text) {
    var shown = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
