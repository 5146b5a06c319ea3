package dev.streamviewer.sandbox.twitch.world;

import java.util.Locale;
import java.util.stream.Stream;

/** Fuzzy search as Twitch's: part of a name, or its letters in order. Short words match exactly. */
public final class ChannelSearch {
  private static final int MIN_FUZZY = 3;

  private final String wanted;

  public ChannelSearch(String query) {
    this.wanted = squeeze(query);
  }

  public boolean finds(SandboxStreamer streamer) {
    return distance(streamer) < Integer.MAX_VALUE;
  }

  /** How far the better of login and display name is from what was asked. */
  public int distance(SandboxStreamer streamer) {
    return Stream.of(streamer.user().login(), streamer.user().name())
        .map(ChannelSearch::squeeze)
        .mapToInt(this::distance)
        .min()
        .orElseThrow();
  }

  private int distance(String name) {
    if (name.equals(wanted)) {
      return 0;
    }
    if (name.startsWith(wanted)) {
      return 1;
    }
    if (name.contains(wanted)) {
      return 2;
    }
    return wanted.length() >= MIN_FUZZY && inOrder(name) ? 3 : Integer.MAX_VALUE;
  }

  private boolean inOrder(String name) {
    var at = 0;
    for (var letter : name.toCharArray()) {
      if (at < wanted.length() && wanted.charAt(at) == letter) {
        at++;
      }
    }
    return at == wanted.length();
  }

  private static String squeeze(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s_]", "");
  }
}
