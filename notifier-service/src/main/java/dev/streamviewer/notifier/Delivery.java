package dev.streamviewer.notifier;

import com.pusher.rest.data.Event;
import dev.streamviewer.platform.contract.Accepted;
import dev.streamviewer.platform.contract.ChannelNames;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.Promise;
import java.time.Instant;

/**
 * An event on its way to Pusher.
 *
 * @param message the event as Pusher takes it
 * @param since when it was handed over
 * @param word Pusher's word, for who waits
 */
record Delivery(StreamEvent event, Event message, Instant since, Promise<Accepted> word) {
  static Delivery of(StreamEvent event, Instant now) {
    var channel = ChannelNames.channelOf(event);
    return new Delivery(
        event, new Event(channel, event.type(), Payload.of(event)), now, Promise.promise());
  }

  String channel() {
    return message.getChannel();
  }

  /** For the log: which event of whom. */
  @Override
  public String toString() {
    return "%s of %s".formatted(event.id(), event.streamer().login());
  }
}
