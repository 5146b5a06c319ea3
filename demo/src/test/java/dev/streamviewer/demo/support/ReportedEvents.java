package dev.streamviewer.demo.support;

import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Events that real channels sent, as orders for the sandbox. */
public final class ReportedEvents {
  private ReportedEvents() {}

  /** Returns the order of a report that is one event. */
  public static JsonObject order(String report) {
    return orders(report).get(0);
  }

  /** Returns the orders of a report, oldest first. */
  public static List<JsonObject> orders(String report) {
    return Json.decodeValue(read(report)) instanceof JsonArray several
        ? several.stream().map(JsonObject.class::cast).toList()
        : List.of(new JsonObject(read(report)));
  }

  private static String read(String report) {
    try (var file = ReportedEvents.class.getResourceAsStream("/reports/" + report + ".json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
