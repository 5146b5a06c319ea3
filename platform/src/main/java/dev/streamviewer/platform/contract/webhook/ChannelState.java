package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.record.OptionalField;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The state of a channel by its updates; a field is null until an update contains it.
 *
 * @param labels content classification labels, in order
 */
public record ChannelState(
    @OptionalField String title,
    @OptionalField String category,
    @OptionalField String language,
    @OptionalField List<String> labels) {
  /** The state of a channel that no update has told. */
  public static final ChannelState UNKNOWN = new ChannelState(null, null, null, null);

  /** Returns the state after an update, which may leave fields out. */
  public ChannelState updatedBy(ChannelState update) {
    return new ChannelState(
        update.title == null ? title : update.title,
        update.category == null ? category : update.category,
        update.language == null ? language : update.language,
        update.labels == null ? labels : update.labels);
  }

  /** Names the fields that differ from the state before. */
  public List<String> changedFields(ChannelState before) {
    return Stream.of(
            changed("title", before.title, title),
            changed("category", before.category, category),
            changed("language", before.language, language),
            changed("labels", before.labels, labels))
        .flatMap(Function.identity())
        .toList();
  }

  private static Stream<String> changed(String field, Object before, Object after) {
    return after == null || after.equals(before) ? Stream.empty() : Stream.of(field);
  }
}
