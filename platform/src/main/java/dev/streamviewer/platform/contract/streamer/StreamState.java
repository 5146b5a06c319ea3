package dev.streamviewer.platform.contract.streamer;

import dev.streamviewer.platform.record.OptionalField;
import java.time.Instant;

/**
 * The state of a stream.
 *
 * @param category the name of the category
 * @param categoryId Twitch's id of the category, or empty
 * @param language the language that the streamer has set, as Twitch writes it; empty if unknown
 * @param viewers the number of viewers; 0 while offline
 * @param startedAt when the stream began; null while offline
 * @param thumbnail the address of the preview picture with {@code {width}} and {@code {height}};
 *     empty while offline
 */
public record StreamState(
    boolean live,
    String title,
    String category,
    @OptionalField String categoryId,
    @OptionalField String language,
    int viewers,
    @OptionalField Instant startedAt,
    @OptionalField String thumbnail) {
  /** Fills in what messages of an earlier version lack. */
  public StreamState {
    categoryId = categoryId == null ? "" : categoryId;
    language = language == null ? "" : language;
    thumbnail = thumbnail == null ? "" : thumbnail;
  }

  /** A state of which only the most important is known. */
  public StreamState(boolean live, String title, String category, int viewers, Instant startedAt) {
    this(live, title, category, "", "", viewers, startedAt, "");
  }
}
