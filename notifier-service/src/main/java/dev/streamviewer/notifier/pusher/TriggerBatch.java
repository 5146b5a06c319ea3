package dev.streamviewer.notifier.pusher;

import com.pusher.rest.data.Event;
import dev.streamviewer.platform.bus.RecordJson;
import java.util.List;

/**
 * Events as one call of Pusher's API takes them. The library's own way, by Gson, costs several
 * times as much as all else that is done for an event.
 */
record TriggerBatch(List<Item> batch) {
  /** One event. */
  record Item(String channel, String name, String data) {}

  static TriggerBatch of(List<Event> events) {
    return new TriggerBatch(
        events.stream()
            .map(it -> new Item(it.getChannel(), it.getName(), (String) it.getData()))
            .toList());
  }

  /** In ASCII: each text in it is then turned into bytes, to sign it and to send it, at once. */
  String json() {
    return RecordJson.encodeAscii(this);
  }
}
