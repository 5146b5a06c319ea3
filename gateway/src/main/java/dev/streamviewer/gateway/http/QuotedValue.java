package dev.streamviewer.gateway.http;

/** A stranger's text in a sentence of ours: in quotes, short, and without control characters. */
public final class QuotedValue {
  private static final int MOST = 60;

  private QuotedValue() {}

  public static String of(String text) {
    var shown = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
