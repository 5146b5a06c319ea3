package dev.streamviewer.notifier.pusher;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.notifier.delivery.EventPayload;
import dev.streamviewer.platform.contract.event.ChannelNames;
import io.vertx.core.buffer.Buffer;

/**
 * An event as Pusher gets it.
 *
 * @param data JSON in UTF-8, within Pusher's limit
 */
record PublishedEvent(String channel, String name, Buffer data) {
  static PublishedEvent of(EncodedEvent event) {
    return new PublishedEvent(
        ChannelNames.channelOf(event.event()),
        event.event().type(),
        EventPayload.json(event, EventPayload.LIMIT));
  }
}
