package dev.streamviewer.notifier.history;

import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The journals in the cluster's map: each under its login, its full segments beside it. */
final class JournalStore {
  private static final long TTL_MS = Duration.ofHours(12).toMillis();

  /**
   * A full segment is written once, while its journal lives on with each event. So of a streamer of
   * whom little is heard the oldest events go first.
   */
  private static final long SEGMENT_TTL_MS = Duration.ofHours(48).toMillis();

  private final AsyncMap<String, Buffer> map;

  JournalStore(AsyncMap<String, Buffer> map) {
    this.map = map;
  }

  /** The journal of a streamer; an empty one if there is none. */
  Future<Journal> read(String login) {
    return calling(() -> map.get(login))
        .map(bytes -> bytes == null ? Journal.EMPTY : Journal.read(bytes));
  }

  /** All that is remembered of a streamer. */
  Future<RecentEventList> timeline(String login) {
    return read(login)
        .compose(
            journal ->
                Future.all(
                        journal.segments().stream()
                            .map(number -> calling(() -> map.get(key(login, number))))
                            .toList())
                    .map(segments -> timeline(segments.list(), journal)));
  }

  /**
   * Replaces a journal, if it is still as it was.
   *
   * @return false if it is not
   */
  Future<Boolean> replace(String login, Journal before, Journal after) {
    if (after.next() == before.next()) {
      return replaceEntry(login, before, after);
    }
    // Written first, so that no journal names what is not there. Whoever else finds the same
    // journal full writes the same bytes to the same key.
    return calling(() -> map.put(key(login, before.next()), before.segment(), SEGMENT_TTL_MS))
        .compose(kept -> replaceEntry(login, before, after))
        .onSuccess(
            done -> {
              if (done) {
                forget(login, before, after);
              }
            });
  }

  private Future<Boolean> replaceEntry(String login, Journal before, Journal after) {
    return calling(
        () ->
            before.isEmpty()
                ? map.putIfAbsent(login, after.bytes(), TTL_MS).map(Objects::isNull)
                : map.replaceIfPresent(login, before.bytes(), after.bytes(), TTL_MS));
  }

  private void forget(String login, Journal before, Journal after) {
    for (var number = before.first(); number < after.first(); number++) {
      var key = key(login, number);
      calling(() -> map.remove(key));
    }
  }

  /** What is before a segment that is gone does not count: nobody could tell what is missing. */
  private static RecentEventList timeline(List<Buffer> segments, Journal journal) {
    var last = BoundedMap.<String, StoredEvent>inOrderOfUse(RecentEventList.EVENTS);
    for (var segment : segments) {
      if (segment == null) {
        last.clear();
      } else {
        StoredEvent.readAll(0, segment).forEach(event -> last.put(event.id(), event));
      }
    }
    journal.active().forEach(event -> last.put(event.id(), event));
    return new RecentEventList(last.values().stream().map(StoredEvent::event).toList());
  }

  private static String key(String login, int number) {
    return login + "/" + number;
  }

  /** A cluster manager that stops throws instead of failing the future. */
  private static <T> Future<T> calling(Supplier<Future<T>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }
}
