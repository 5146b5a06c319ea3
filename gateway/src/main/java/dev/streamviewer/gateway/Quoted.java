package dev.streamviewer.gateway;

/** A stranger's text in a sentence of ours: in quotes, short, and without control characters. */
final class Quoted {
  private static final int MOST = 60;

  private Quoted() {}

  static String of(String text) {
    var shown = text.length() > MOST ? text.substring(0, MOST) + "…" : text;
    return '"' + shown.replaceAll("\\p{Cntrl}", "?") + '"';
  }
}
