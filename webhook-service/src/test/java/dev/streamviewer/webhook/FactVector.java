package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;

/**
 * A body of Twitch with its normalised event and its English headline. The page's tests word the
 * same events.
 */
public record FactVector(
    String name, String type, Streamer streamer, JsonObject event, JsonObject facts, String en) {
  private static final String FILE = "/facts/vectors.json";

  public static Stream<FactVector> all() {
    try (var file = FactVector.class.getResourceAsStream(FILE)) {
      return new JsonArray(Buffer.buffer(file.readAllBytes()))
          .stream().map(it -> parse((JsonObject) it));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FactVector parse(JsonObject json) {
    var streamer = json.getJsonObject("streamer");
    return new FactVector(
        json.getString("name"),
        json.getString("type"),
        new Streamer(
            streamer.getString("id"), streamer.getString("login"), streamer.getString("name")),
        json.getJsonObject("event"),
        json.getJsonObject("facts"),
        json.getString("en"));
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(name, type);
  }
}
