package dev.streamviewer.notifier.delivery;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Shortens the details of one event until they fit: the deepest and least needed parts go first, in
 * the {@link ShorteningOrder}. The field {@value #LACKS} names what was dropped or cut.
 */
final class DetailsShortener {
  /** The field with the names of the fields that were dropped or cut. */
  static final String LACKS = "lacks";

  private static final int MAX_LACKS = 20;
  private static final int MAX_LACK_LENGTH = 40;

  /** The bytes of a chat message of Twitch's longest, all emoji. */
  private static final int WHOLE_MESSAGE = 2_000;

  private static final int LONG_TEXT = 500;
  private static final int SHORT_TEXT = 100;

  /** The number of choices that Twitch allows in a prediction. */
  private static final int LONG_LIST = 10;

  private final JsonObject details;
  private final int limit;
  private final Set<String> lacks = new LinkedHashSet<>();

  private DetailsShortener(JsonObject details, int limit) {
    this.details = details;
    this.limit = limit;
  }

  /**
   * Returns shortened details.
   *
   * @param limit in bytes of JSON
   */
  static JsonObject shorten(JsonObject details, int limit) {
    var shortener = new DetailsShortener(details.copy(), limit);
    shortener.run();
    return shortener.details;
  }

  private void run() {
    for (var ornament : ShorteningOrder.ORNAMENTS) {
      if (fits()) {
        return;
      }
      fields().stream().filter(it -> it.name().equals(ornament)).forEach(this::drop);
    }
    cutTexts(WHOLE_MESSAGE);
    dropByDepth(field -> !field.isNeeded());
    cutLists();
    cutTexts(LONG_TEXT);
    cutTexts(SHORT_TEXT);
    dropByDepth(field -> true);
  }

  /** Drops fields until the details fit: the deepest first, and of these the largest. */
  private void dropByDepth(Predicate<JsonField> choice) {
    if (!fits()) {
      fields().stream()
          .filter(choice)
          .collect(groupingBy(JsonField::depth, TreeMap::new, toList()))
          .descendingMap()
          .values()
          .forEach(this::dropLargest);
    }
  }

  /** Drops a field from all items of a list alike. */
  private void dropLargest(List<JsonField> sameDepth) {
    var excess = size() - limit;
    for (var alike : largestFirst(sameDepth)) {
      if (excess <= 0) {
        return;
      }
      excess -= alike.size() + bytesOfLacks();
      alike.fields().forEach(this::drop);
      excess += bytesOfLacks();
    }
  }

  private static List<AlikeFields> largestFirst(List<JsonField> fields) {
    return fields.stream().collect(groupingBy(JsonField::path)).values().stream()
        .map(AlikeFields::of)
        .sorted(Comparator.comparingInt(AlikeFields::size).reversed())
        .toList();
  }

  private void cutTexts(int longest) {
    if (!fits()) {
      fields().forEach(field -> replace(field, JsonTexts.cut(field.value(), longest)));
    }
  }

  private void cutLists() {
    if (!fits()) {
      fields().stream()
          .filter(field -> field.value() instanceof JsonArray list && list.size() > LONG_LIST)
          .forEach(field -> replace(field, firstOf((JsonArray) field.value())));
    }
  }

  private static JsonArray firstOf(JsonArray list) {
    return new JsonArray(list.stream().limit(LONG_LIST).toList());
  }

  private void drop(JsonField field) {
    field.remove();
    mark(field.name());
  }

  private void replace(JsonField field, Object value) {
    if (!Objects.equals(value, field.value())) {
      field.set(value);
      mark(field.name());
    }
  }

  private void mark(String name) {
    if (lacks.size() < MAX_LACKS) {
      lacks.add(JsonTexts.cut(name, MAX_LACK_LENGTH));
      details.put(LACKS, new JsonArray(List.copyOf(lacks)));
    }
  }

  private List<JsonField> fields() {
    return JsonField.all(details).stream()
        .filter(field -> field.depth() > 1 || !field.name().equals(LACKS))
        .toList();
  }

  private int bytesOfLacks() {
    return details.containsKey(LACKS)
        ? LACKS.length() + RecordJson.encode(details.getValue(LACKS)).length
        : 0;
  }

  private boolean fits() {
    return size() <= limit;
  }

  private int size() {
    return RecordJson.encode(details).length;
  }

  /** The fields of one path, with their size in bytes of JSON. */
  private record AlikeFields(List<JsonField> fields, int size) {
    static AlikeFields of(List<JsonField> fields) {
      return new AlikeFields(fields, fields.stream().mapToInt(JsonField::size).sum());
    }
  }
}
