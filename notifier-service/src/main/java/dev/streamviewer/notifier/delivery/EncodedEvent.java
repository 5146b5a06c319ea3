package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.buffer.Buffer;

/**
 * An event with its JSON, which is made once for all who remember it or send it.
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

  /** The name of the streamer's channel at Twitch. */
  public String login() {
    return event.streamer().login();
  }

  /** As its event: nothing of what it says. */
  @Override
  public String toString() {
    return event.toString();
  }
}
