package dev.streamviewer.notifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;

/** The data of an event as Pusher takes it: JSON of at most 10 KB. */
final class Payload {
  /**
   * Pusher's limit, in bytes.
   *
   * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">HTTP API</a>
   */
  static final int LIMIT = 10_240;

  private Payload() {}

  /** The event as JSON. If it is too large, details go, the largest first; never the headline. */
  static String of(StreamEvent event) {
    var bytes = RecordJson.encode(event);
    return new String(bytes.length <= LIMIT ? bytes : RecordJson.encode(shortened(event)), UTF_8);
  }

  private static StreamEvent shortened(StreamEvent event) {
    var details = event.details().copy();
    var largestFirst =
        details.stream()
            .sorted(Comparator.comparingInt((Map.Entry<String, Object> it) -> size(it)).reversed())
            .map(Map.Entry::getKey)
            .toList();
    var shortened = with(event, details);
    for (var field : largestFirst) {
      if (RecordJson.encode(shortened).length <= LIMIT) {
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
