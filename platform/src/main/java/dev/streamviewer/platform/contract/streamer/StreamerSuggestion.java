package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.record.OptionalField;

/**
 * A streamer in the search results.
 *
 * @param viewers the number of viewers; 0 while offline or unknown
 */
public record StreamerSuggestion(
    String id,
    String login,
    String name,
    String avatar,
    boolean live,
    String category,
    @OptionalField String title,
    int viewers) {
  /** Fills in what messages of an earlier version lack. */
  public StreamerSuggestion {
    title = title == null ? "" : title;
  }

  /** The same streamer with the number of viewers. */
  public StreamerSuggestion withViewers(int count) {
    return new StreamerSuggestion(id, login, name, avatar, live, category, title, count);
  }
}
