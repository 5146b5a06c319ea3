package dev.streamviewer.webhook.eventsub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A message as it was received. Its events are read again only for a reader who asks for one, since
 * hardly any reader does.
 *
 * @param length the memory that the message takes, in bytes
 */
public record OriginalMessage(int length, Reader reader) {
  /** A message without a text of its own takes about this much. */
  private static final int SHORT = 200;

  /** Reads the events of a message, in their order. */
  @FunctionalInterface
  public interface Reader {
    List<JsonObject> events() throws RejectedDelivery;
  }

  /** A webhook of EventSub. */
  public static OriginalMessage ofWebhook(Buffer body) {
    return new OriginalMessage(body.length(), () -> EventSubBody.parse(body).events());
  }

  /** A message with one event that this service worded itself. */
  public static OriginalMessage of(JsonObject event) {
    return new OriginalMessage(SHORT, () -> List.of(event));
  }
}
