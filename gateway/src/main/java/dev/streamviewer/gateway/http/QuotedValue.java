package dev.streamviewer.gateway.http;

import dev.streamviewer.platform.text.TextCut;

/** Quotes foreign text for our messages: shortened, and without control characters. */
public final class QuotedValue {
  private static final int MAX_LENGTH = 60;

  private QuotedValue() {}

  public static String of(String text) {
    return '"' + shortened(text).replaceAll("\\p{Cntrl}", "?") + '"';
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LENGTH
        ? text
        : TextCut.beginning(text, MAX_LENGTH, String::length) + "…";
  }
}
