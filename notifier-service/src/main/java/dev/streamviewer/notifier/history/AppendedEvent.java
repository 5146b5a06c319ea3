package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.record.RecordJson;
import io.vertx.core.buffer.Buffer;

/**
 * An event that this notifier appended to its recent events.
 *
 * @param writer the name under which this notifier wrote then
 * @param appendedAt microseconds since 1970, distinct for each event of a writer, by the clock of
 *     this notifier
 */
record AppendedEvent(String writer, String login, String id, long appendedAt, Buffer json) {
  static AppendedEvent of(String writer, EncodedEvent event, long now) {
    return new AppendedEvent(writer, event.login(), event.id(), now, event.json());
  }

  RecentEvent recent() {
    return new RecentEvent(
        writer, appendedAt, RecordJson.decode(json.getBytes(), StreamEvent.class));
  }

  int bytes() {
    return json.length();
  }
}
