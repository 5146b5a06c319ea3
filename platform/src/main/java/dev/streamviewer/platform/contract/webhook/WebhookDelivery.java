package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/**
 * A callback as received. Only the size has been checked.
 *
 * @param headers names in lower case, each with all its values, so that duplicates are visible
 * @param body the raw bytes, which the signature covers
 * @param hubToken the token in the query of a WebSub hub's callback; null if there is none
 */
public record WebhookDelivery(Map<String, List<String>> headers, Buffer body, Secret hubToken)
    implements HasSubject {
  private static final String MESSAGE_ID = "twitch-eventsub-message-id";
  private static final int MAX_LOGGED_LENGTH = 100;

  /** A callback without the token of a hub. */
  public WebhookDelivery(Map<String, List<String>> headers, Buffer body) {
    this(headers, body, null);
  }

  /** All values of a header; empty if the header is missing. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The id is not verified yet, so its length in the log is limited. */
  @Override
  public MessageSubject subject() {
    for (var id : header(MESSAGE_ID)) {
      if (id.length() <= MAX_LOGGED_LENGTH) {
        return new MessageSubject(id, null);
      }
    }
    return new MessageSubject(null, null);
  }

  /** Omits content and signature from logs. */
  @Override
  public String toString() {
    return "callback of %d bytes".formatted(body.length());
  }
}
