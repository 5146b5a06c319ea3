package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of one streamer that one notifier wrote together: a counter that grows with each segment
 * of the writer, then each event with its time and length.
 */
final class Segment {
  private Segment() {}

  /** Returns the key of a segment in the cluster's map. */
  static String key(String login, String writer, int slot) {
    return login + "/" + writer + "/" + slot;
  }

  static Buffer write(long counter, List<AppendedEvent> events) {
    var bytes = Buffer.buffer().appendLong(counter);
    for (var event : events) {
      bytes.appendLong(event.appendedAt());
      bytes.appendInt(event.json().length()).appendBuffer(event.json());
    }
    return bytes;
  }

  static List<RecentEvent> read(String writer, Buffer bytes) {
    var events = new ArrayList<RecentEvent>();
    var position = Long.BYTES;
    while (position < bytes.length()) {
      var appendedAt = bytes.getLong(position);
      var begin = position + Long.BYTES + Integer.BYTES;
      position = begin + bytes.getInt(position + Long.BYTES);
      var event = RecordJson.decode(bytes.getBytes(begin, position), StreamEvent.class);
      events.add(new RecentEvent(writer, appendedAt, event));
    }
    return events;
  }
}
