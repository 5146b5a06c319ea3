package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.buffer.Buffer;

/**
 * An event with its JSON, which is encoded once for the history and all sinks.
 *
 * @param json in UTF-8
 */
public record EncodedEvent(StreamEvent event, Buffer json) {
  public static EncodedEvent of(StreamEvent event) {
    return new EncodedEvent(event, Buffer.buffer(RecordJson.encode(event)));
  }

  public String id() {
    return event.id();
  }

  /** Returns the streamer's login at Twitch. */
  public String login() {
    return event.streamer().login();
  }

  /** Returns the event's text form, which has no content of the event. */
  @Override
  public String toString() {
    return event.toString();
  }
}
