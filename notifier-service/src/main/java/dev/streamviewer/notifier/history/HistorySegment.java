package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.record.FormatVersion;
import dev.streamviewer.platform.record.RecordJson;
import dev.streamviewer.platform.record.UnreadableRecord;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Events of one streamer that one notifier wrote together: a counter that grows with each segment
 * of the writer, with the {@link FormatVersion}, then each event with its time and length.
 */
final class HistorySegment {
  private HistorySegment() {}

  /** Returns the key of a segment in the cluster's map. */
  static String key(String login, String writer, int slot) {
    return login + "/" + writer + "/" + slot;
  }

  static Buffer write(long counter, List<AppendedEvent> events) {
    var bytes = Buffer.buffer().appendLong(FormatVersion.mark(counter));
    for (var event : events) {
      bytes.appendLong(event.appendedAt());
      bytes.appendInt(event.json().length()).appendBuffer(event.json());
    }
    return bytes;
  }

  /** Reads a segment; leaves out what cannot be read, so that it harms no other event. */
  static List<RecentEvent> read(String writer, Buffer bytes) {
    try {
      FormatVersion.unmark(bytes.getLong(0), HistorySegment.class);
      return readEvents(writer, bytes);
    } catch (UnreadableRecord logged) {
      return List.of();
    }
  }

  private static List<RecentEvent> readEvents(String writer, Buffer bytes) {
    var events = new ArrayList<RecentEvent>();
    var position = Long.BYTES;
    while (position < bytes.length()) {
      var appendedAt = bytes.getLong(position);
      var begin = position + Long.BYTES + Integer.BYTES;
      position = begin + bytes.getInt(position + Long.BYTES);
      read(bytes.getBytes(begin, position))
          .ifPresent(event -> events.add(new RecentEvent(writer, appendedAt, event)));
    }
    return events;
  }

  private static Optional<StreamEvent> read(byte[] json) {
    try {
      return Optional.of(RecordJson.decode(json, StreamEvent.class));
    } catch (UnreadableRecord logged) {
      return Optional.empty();
    }
  }
}
