package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.contract.event.StreamEvent;

/**
 * A recent event as one notifier wrote it.
 *
 * @param appendedAt microseconds since 1970, distinct for each event of a writer, by the clock of
 *     the writer
 */
record RecentEvent(String writer, long appendedAt, StreamEvent event) {
  /** Returns the place of the event in the history, which no other event has. */
  Place place() {
    return new Place(writer, appendedAt);
  }

  /** A place in the history. */
  record Place(String writer, long appendedAt) {}
}
