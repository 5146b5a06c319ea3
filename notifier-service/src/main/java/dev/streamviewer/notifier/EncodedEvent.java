package dev.streamviewer.notifier;

import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.buffer.Buffer;

/**
 * An event with its JSON, which is made once for all who remember it or send it.
 *
 * @param json in UTF-8
 */
record EncodedEvent(StreamEvent event, Buffer json) {
  static EncodedEvent of(StreamEvent event) {
    return new EncodedEvent(event, Buffer.buffer(RecordJson.encode(event)));
  }

  String id() {
    return event.id();
  }

  /** The name of the streamer's channel at Twitch. */
  String login() {
    return event.streamer().login();
  }

  /** As its event: nothing of what it says. */
  @Override
  public String toString() {
    return event.toString();
  }
}
