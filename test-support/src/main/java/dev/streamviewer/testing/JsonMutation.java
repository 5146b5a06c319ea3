package dev.streamviewer.testing;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Tools for tests that put odd values into JSON. */
public final class JsonMutation {
  private JsonMutation() {}

  /** Returns a setter for each value of a tree, in the tree's order; parents before children. */
  public static List<Consumer<Object>> places(JsonObject tree) {
    var places = new ArrayList<Consumer<Object>>();
    collect(tree, places);
    return places;
  }

  /** Escapes all characters beyond ASCII, since UTF-8 cannot express half of a surrogate pair. */
  public static String ascii(String json) {
    var escaped = new StringBuilder();
    json.chars()
        .forEach(
            unit -> escaped.append(unit < 0x7F ? (char) unit + "" : "\\u%04x".formatted(unit)));
    return escaped.toString();
  }

  private static void collect(Object value, List<Consumer<Object>> places) {
    if (value instanceof JsonObject object) {
      for (var name : List.copyOf(object.fieldNames())) {
        places.add(it -> object.put(name, it));
        collect(object.getValue(name), places);
      }
    } else if (value instanceof JsonArray array) {
      for (var i = 0; i < array.size(); i++) {
        var index = i;
        places.add(it -> array.set(index, it));
        collect(array.getValue(i), places);
      }
    }
  }
}
