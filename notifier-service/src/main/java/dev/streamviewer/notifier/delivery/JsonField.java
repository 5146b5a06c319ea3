package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * A field somewhere inside a JSON object.
 *
 * @param path the names of the fields around it and its own; the same in all items of a list
 * @param inList whether one of the objects around it is an item of a list
 */
record JsonField(JsonObject parent, List<String> path, boolean inList) {
  /** Returns the fields of an object, and those of all objects inside it. */
  static List<JsonField> all(JsonObject object) {
    return inside(object, List.of(), false);
  }

  private static List<JsonField> inside(Object value, List<String> path, boolean inList) {
    var fields = new ArrayList<JsonField>();
    addInside(value, path, inList, fields);
    return fields;
  }

  private static void addInside(
      Object value, List<String> path, boolean inList, List<JsonField> fields) {
    if (value instanceof JsonObject object) {
      for (var name : object.fieldNames()) {
        var field = new JsonField(object, append(path, name), inList);
        fields.add(field);
        addInside(field.value(), field.path, inList, fields);
      }
    } else if (value instanceof JsonArray list) {
      list.forEach(item -> addInside(item, path, true, fields));
    }
  }

  private static List<String> append(List<String> path, String name) {
    var longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  String name() {
    return path.get(path.size() - 1);
  }

  /** Returns the number of objects around the field. */
  int depth() {
    return path.size();
  }

  Object value() {
    return parent.getValue(name());
  }

  void set(Object value) {
    parent.put(name(), value);
  }

  void remove() {
    parent.remove(name());
  }

  /** Returns whether the field, or a field inside its value, decides the meaning of an event. */
  boolean isNeeded() {
    return ShorteningOrder.isNeeded(name(), inList)
        || inside(value(), path, inList).stream()
            .anyMatch(it -> ShorteningOrder.isNeeded(it.name(), it.inList));
  }

  /** Returns the size of name and value in bytes of JSON, without punctuation. */
  int size() {
    return name().getBytes(UTF_8).length + RecordJson.encode(value()).length;
  }
}
