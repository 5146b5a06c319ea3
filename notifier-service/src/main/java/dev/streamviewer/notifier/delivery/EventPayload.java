package dev.streamviewer.notifier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/**
 * Encodes events as JSON of limited size, as sinks require. A larger event loses the least needed
 * of its details and says so, but never its headline.
 */
public final class EventPayload {
  /**
   * Pusher's limit, in bytes.
   *
   * @see <a href="https://pusher.com/docs/channels/library_auth_reference/rest-api/">HTTP API</a>
   */
  public static final int LIMIT = 10_240;

  private static final int BYTES_OF_NO_DETAILS = 2;

  private EventPayload() {}

  /** Encodes an event within Pusher's limit. */
  public static String of(EncodedEvent event) {
    return of(event, LIMIT);
  }

  /**
   * Encodes an event within a given limit.
   *
   * @param limit in bytes
   */
  public static String of(EncodedEvent event, int limit) {
    return json(event, limit).toString(UTF_8);
  }

  /**
   * Encodes an event within a given limit.
   *
   * @param limit in bytes
   * @return JSON in UTF-8
   */
  public static Buffer json(EncodedEvent event, int limit) {
    return event.json().length() <= limit
        ? event.json()
        : Buffer.buffer(RecordJson.encode(shortened(event.event(), limit)));
  }

  private static StreamEvent shortened(StreamEvent event, int limit) {
    var other = RecordJson.encode(event.withDetails(new JsonObject())).length - BYTES_OF_NO_DETAILS;
    return event.withDetails(DetailsShortener.shorten(event.details(), limit - other));
  }
}
