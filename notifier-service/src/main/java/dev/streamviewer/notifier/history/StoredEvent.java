package dev.streamviewer.notifier.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/** An event as stored in the cluster: the id beside the JSON, so that a write parses no JSON. */
record StoredEvent(String id, Buffer json) {
  static StoredEvent of(EncodedEvent event) {
    return new StoredEvent(event.id(), event.json());
  }

  /** Reads all events from a position to the end. */
  static List<StoredEvent> readAll(int position, Buffer bytes) {
    var events = new ArrayList<StoredEvent>();
    while (position < bytes.length()) {
      var idEnd = position + Integer.BYTES + bytes.getInt(position);
      var id = bytes.getString(position + Integer.BYTES, idEnd, UTF_8.name());
      position = idEnd + Integer.BYTES + bytes.getInt(idEnd);
      events.add(new StoredEvent(id, bytes.slice(idEnd + Integer.BYTES, position)));
    }
    return events;
  }

  static Buffer append(Buffer bytes, List<StoredEvent> events) {
    for (var event : events) {
      var id = event.id().getBytes(UTF_8);
      bytes.appendInt(id.length).appendBytes(id);
      bytes.appendInt(event.json().length()).appendBuffer(event.json());
    }
    return bytes;
  }

  /** Returns the id, for logs without content of the event. */
  @Override
  public String toString() {
    return id;
  }

  StreamEvent event() {
    return RecordJson.decode(json.getBytes(), StreamEvent.class);
  }
}
