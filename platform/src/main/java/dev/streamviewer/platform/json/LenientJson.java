package dev.streamviewer.platform.json;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/**
 * Reads JSON of other servers without faults: a field that is missing or of another type counts as
 * empty. A proxy in front of a server may even answer with HTML.
 */
public final class LenientJson {
  private LenientJson() {}

  /** The object in a body, which may be null; empty if there is none. */
  public static JsonObject object(Buffer body) {
    try {
      return body != null && Json.decodeValue(body) instanceof JsonObject object
          ? object
          : new JsonObject();
    } catch (DecodeException e) {
      return new JsonObject();
    }
  }

  /** The value if it is an object, otherwise an empty object. */
  public static JsonObject objectOrEmpty(Object value) {
    return value instanceof JsonObject object ? object : new JsonObject();
  }

  /** The objects among the items of an array; none if the value is no array. */
  public static Stream<JsonObject> objects(Object value) {
    return value instanceof JsonArray array
        ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
        : Stream.empty();
  }
}
