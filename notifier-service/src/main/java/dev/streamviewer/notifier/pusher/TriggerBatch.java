package dev.streamviewer.notifier.pusher;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pusher.rest.data.Event;
import dev.streamviewer.platform.bus.RecordJson;
import java.util.List;

/**
 * Body of one call of Pusher's API. The library's own encoding, by Gson, costs several times as
 * much as all other work for an event.
 */
record TriggerBatch(List<Item> batch) {
  record Item(String channel, String name, String data) {}

  static TriggerBatch of(List<Event> events) {
    return new TriggerBatch(
        events.stream()
            .map(it -> new Item(it.getChannel(), it.getName(), (String) it.getData()))
            .toList());
  }

  String json() {
    return new String(RecordJson.encode(this), UTF_8);
  }
}
