package dev.streamviewer.sandbox.twitch.world;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * Fuzzy search like Twitch's: matches a part of a name, or letters in the same order. Short queries
 * match parts only.
 */
public final class ChannelSearch {
  private static final int MIN_FUZZY = 3;

  private final String query;

  public ChannelSearch(String query) {
    this.query = normalize(query);
  }

  public boolean finds(SandboxStreamer streamer) {
    return distance(streamer) < Integer.MAX_VALUE;
  }

  /** Distance between the query and the nearer of login and display name. */
  public int distance(SandboxStreamer streamer) {
    return Stream.of(streamer.user().login(), streamer.user().name())
        .map(ChannelSearch::normalize)
        .mapToInt(this::distance)
        .min()
        .orElseThrow();
  }

  private int distance(String name) {
    if (name.equals(query)) {
      return 0;
    }
    if (name.startsWith(query)) {
      return 1;
    }
    if (name.contains(query)) {
      return 2;
    }
    return query.length() >= MIN_FUZZY && inOrder(name) ? 3 : Integer.MAX_VALUE;
  }

  private boolean inOrder(String name) {
    var at = 0;
    for (var letter : name.toCharArray()) {
      if (at < query.length() && query.charAt(at) == letter) {
        at++;
      }
    }
    return at == query.length();
  }

  private static String normalize(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[\\s_]", "");
  }
}
