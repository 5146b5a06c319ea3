package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;

/** Encodes events as JSON of limited size, as sinks require. */
public final class EventPayload {
  /**
   * Pusher's limit, in bytes.
   *
   * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">HTTP API</a>
   */
  static final int LIMIT = 10_240;

  private EventPayload() {}

  /**
   * Encodes an event within Pusher's limit. Removes details from a larger event, the largest first;
   * never the headline.
   */
  public static String of(EncodedEvent event) {
    return of(event, LIMIT);
  }

  /**
   * Encodes an event within a given limit.
   *
   * @param limit in bytes
   */
  public static String of(EncodedEvent event, int limit) {
    return event.json().length() <= limit
        ? event.json().toString(UTF_8)
        : new String(RecordJson.encode(shortened(event.event(), limit)), UTF_8);
  }

  private static StreamEvent shortened(StreamEvent event, int limit) {
    var details = event.details().copy();
    var largestFirst =
        details.stream()
            .sorted(Comparator.comparingInt((Map.Entry<String, Object> it) -> size(it)).reversed())
            .map(Map.Entry::getKey)
            .toList();
    var shortened = with(event, details);
    for (var field : largestFirst) {
      if (RecordJson.encode(shortened).length <= limit) {
        break;
      }
      details.remove(field);
      shortened = with(event, details);
    }
    return shortened;
  }

  private static int size(Map.Entry<String, Object> field) {
    return new JsonObject().put(field.getKey(), field.getValue()).toBuffer().length();
  }

  private static StreamEvent with(StreamEvent event, JsonObject details) {
    return new StreamEvent(
        event.id(), event.type(), event.at(), event.streamer(), event.headline(), details);
  }
}
