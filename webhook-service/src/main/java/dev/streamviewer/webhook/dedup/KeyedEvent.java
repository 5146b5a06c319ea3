package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.List;

/**
 * An event with its natural keys, which are read from Twitch's JSON. The event itself carries a
 * digest of the first, by which everyone who shows the event drops copies.
 *
 * @param keys empty if only the id identifies the event
 * @param json the event as Twitch sent it, which copies share whatever was known before
 */
public record KeyedEvent(StreamEvent event, List<MarkKey> keys, JsonObject json) {
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  /**
   * Reads the keys of an event.
   *
   * @param json the event as Twitch sent it
   */
  public static KeyedEvent of(StreamEvent event, JsonObject json) {
    var keys = EventKey.of(event, json);
    return keys.isEmpty()
        ? new KeyedEvent(event, keys, json)
        : new KeyedEvent(event.withKey(digest(keys.get(0))), keys, json);
  }

  /** A short text that reveals nothing, since events reach every viewer. */
  private static String digest(MarkKey key) {
    return ENCODER.encodeToString(key.digest());
  }
}
