package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * An event with its natural keys, which are read from Twitch's JSON.
 *
 * @param keys empty if only the id identifies the event
 */
public record KeyedEvent(StreamEvent event, List<String> keys) {
  /**
   * Reads the keys of an event.
   *
   * @param json the event as Twitch sent it
   */
  public static KeyedEvent of(StreamEvent event, JsonObject json) {
    return new KeyedEvent(event, EventKey.of(event, json));
  }
}
