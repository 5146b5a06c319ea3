package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/**
 * A callback as it came over the wire. Nothing in it has been checked but its size.
 *
 * @param headers names in lower case, each with all its values, so that a doubled header shows
 * @param body the raw bytes, which the signature covers
 * @param hubToken the token that a WebSub hub's callback has in its query; null if there is none
 */
public record WebhookDelivery(Map<String, List<String>> headers, Buffer body, Secret hubToken) {
  /** A callback without the token of a hub. */
  public WebhookDelivery(Map<String, List<String>> headers, Buffer body) {
    this(headers, body, null);
  }

  /** All values of a header; empty if it is missing. */
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** For logs: nothing of what it says, which may be private, nor its signature. */
  @Override
  public String toString() {
    return "callback of %d bytes".formatted(body.length());
  }
}
