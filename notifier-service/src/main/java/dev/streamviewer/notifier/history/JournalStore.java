package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The journals in the cluster's map: each under its login, with the full segments beside it. */
final class JournalStore {
  private static final long TTL_MS = Duration.ofHours(12).toMillis();

  /**
   * A full segment is written once, while each event renews the journal. So a streamer with few
   * events loses the oldest first.
   */
  private static final long SEGMENT_TTL_MS = Duration.ofHours(48).toMillis();

  private final AsyncMap<String, Buffer> map;

  JournalStore(AsyncMap<String, Buffer> map) {
    this.map = map;
  }

  /** Reads the journal of a streamer; empty if none is stored. */
  Future<Journal> read(String login) {
    return guarded(() -> map.get(login))
        .map(bytes -> bytes == null ? Journal.EMPTY : Journal.read(bytes));
  }

  /** Reads all recent events of a streamer. */
  Future<RecentEventList> recentEvents(String login) {
    return read(login)
        .compose(
            journal ->
                Future.all(
                        journal.segments().stream()
                            .map(number -> guarded(() -> map.get(key(login, number))))
                            .toList())
                    .map(segments -> recentEvents(segments.list(), journal)));
  }

  /**
   * Replaces a journal unless another process has changed it.
   *
   * @return false if the journal was changed
   */
  Future<Boolean> replace(String login, Journal before, Journal after) {
    if (after.next() == before.next()) {
      return replaceEntry(login, before, after);
    }
    // The segment comes first, so that no journal names a missing segment. Another
    // process that finds the same journal full writes the same bytes to the same key.
    return guarded(() -> map.put(key(login, before.next()), before.segment(), SEGMENT_TTL_MS))
        .compose(kept -> replaceEntry(login, before, after))
        .onSuccess(
            done -> {
              if (done) {
                removeSegments(login, before, after);
              }
            });
  }

  private Future<Boolean> replaceEntry(String login, Journal before, Journal after) {
    return guarded(
        () ->
            before.isEmpty()
                ? map.putIfAbsent(login, after.bytes(), TTL_MS).map(Objects::isNull)
                : map.replaceIfPresent(login, before.bytes(), after.bytes(), TTL_MS));
  }

  private void removeSegments(String login, Journal before, Journal after) {
    for (var number = before.first(); number < after.first(); number++) {
      var key = key(login, number);
      guarded(() -> map.remove(key));
    }
  }

  /**
   * Joins the segments. Events before a missing segment are left out: the gap could not be shown.
   */
  private static RecentEventList recentEvents(List<Buffer> segments, Journal journal) {
    var events = BoundedMap.<String, StoredEvent>inOrderOfUse(RecentEventList.EVENTS);
    for (var segment : segments) {
      if (segment == null) {
        events.clear();
      } else {
        StoredEvent.readAll(0, segment).forEach(event -> events.put(event.id(), event));
      }
    }
    journal.active().forEach(event -> events.put(event.id(), event));
    return new RecentEventList(events.values().stream().map(StoredEvent::event).toList());
  }

  private static String key(String login, int number) {
    return login + "/" + number;
  }

  /**
   * Turns exceptions into failures: a stopping cluster manager throws instead of failing the
   * future.
   */
  private static <T> Future<T> guarded(Supplier<Future<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
