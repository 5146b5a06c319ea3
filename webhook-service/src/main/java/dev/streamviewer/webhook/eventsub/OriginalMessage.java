package dev.streamviewer.webhook.eventsub;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A message as it was received. Its events are read again only for a reader who asks for one, since
 * hardly any reader does.
 *
 * @param length the memory that the message takes, in bytes
 * @param webhook the body of a webhook, which alone tells the events; empty for other messages
 */
public record OriginalMessage(int length, Reader reader, Optional<Buffer> webhook) {
  /** A message without a text of its own takes about this much. */
  private static final int SHORT = 200;

  /** Reads the events of a message, in their order. */
  @FunctionalInterface
  public interface Reader {
    List<JsonObject> events() throws RejectedDelivery;
  }

  /** A message that is no webhook of EventSub. */
  public OriginalMessage(int length, Reader reader) {
    this(length, reader, Optional.empty());
  }

  /** A webhook of EventSub. */
  public static OriginalMessage ofWebhook(Buffer body) {
    return new OriginalMessage(
        body.length(), () -> EventSubBody.parse(body).events(), Optional.of(body));
  }

  /** A message with one event that this service worded itself. */
  public static OriginalMessage of(JsonObject event) {
    return new OriginalMessage(SHORT, () -> List.of(event));
  }
}
