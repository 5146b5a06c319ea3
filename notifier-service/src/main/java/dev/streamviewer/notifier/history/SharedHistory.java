package dev.streamviewer.notifier.history;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history that all notifiers share, in the memory of the cluster: a {@link Journal} for each
 * streamer. The history of a streamer is removed after half a day without events.
 *
 * <p>Several notifiers write to one journal. So a write first tries to replace the journal that
 * this process wrote last, and reads the current one only if that fails. Each streamer has one
 * write at a time; events that arrive meanwhile share the next.
 */
final class SharedHistory implements EventHistory {
  private static final Logger log = LoggerFactory.getLogger(SharedHistory.class);

  /** Less than the caller's deadline. */
  private static final Duration READ_TIMEOUT = Duration.ofMillis(400);

  /** The limit of one write, after which later events get their turn. */
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(2);

  /** Among several writers one succeeds each time; so many losses in a row are not chance. */
  private static final int MAX_TRIES = 50;

  /** Short, because a writer that has just succeeded does not pause, and would win each time. */
  private static final int MAX_PAUSE_MS = 8;

  private static final int STREAMERS = 500;

  private final Vertx vertx;
  private final JournalStore store;
  private final Map<String, Future<Void>> writes = new HashMap<>();
  private final Map<String, QueuedWrite> queued = new HashMap<>();

  /** The journals as this process wrote them; other processes may have written since. */
  private final Map<String, Journal> lastWritten = BoundedMap.inOrderOfUse(STREAMERS);

  /** The events of a streamer for the next write. */
  private static final class QueuedWrite {
    private final Future<Void> written;
    private final Map<String, EncodedEvent> events =
        BoundedMap.inOrderOfUse(RecentEventList.EVENTS);

    private QueuedWrite(Future<Void> written) {
      this.written = written;
    }
  }

  SharedHistory(Vertx vertx, AsyncMap<String, Buffer> map) {
    this.vertx = vertx;
    this.store = new JournalStore(map);
  }

  @Override
  public Future<Void> remember(EncodedEvent event) {
    var login = event.login();
    var running = writes.get(login);
    if (running == null) {
      return write(login, List.of(event));
    }
    var waiting =
        queued.computeIfAbsent(
            login, it -> new QueuedWrite(running.transform(done -> writeNext(login))));
    waiting.events.put(event.id(), event);
    return waiting.written;
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    return Timeouts.ofCall(
            READ_TIMEOUT, "Reading recent events", store.recentEvents(question.login()))
        .map(events -> events.answer(question))
        .recover(
            failure -> {
              log.warn(
                  "Recent events of {} cannot be read: {}", question.login(), message(failure));
              return Future.failedFuture(
                  new BusFailure(Reason.UNAVAILABLE, "Recent events cannot be read just now."));
            });
  }

  private Future<Void> writeNext(String login) {
    return write(login, queued.remove(login).events.values());
  }

  private Future<Void> write(String login, Collection<EncodedEvent> events) {
    var write =
        Timeouts.ofCall(WRITE_TIMEOUT, "Storing recent events", add(login, events))
            .onFailure(
                failure ->
                    log.warn(
                        "Recent events of {} not kept: {}. {}",
                        login,
                        events.stream().map(EncodedEvent::id).toList(),
                        message(failure)));
    writes.put(login, write);
    write.onComplete(done -> writes.remove(login, write));
    return write;
  }

  /**
   * Adds events without reading first: mostly no other process wrote, and the last journal is
   * current.
   */
  private Future<Void> add(String login, Collection<EncodedEvent> events) {
    var before = lastWritten.remove(login);
    if (before == null) {
      return addReadingFirst(login, events);
    }
    var after = before.with(events);
    if (after == before) {
      // Only the map can tell whether another process has written since.
      return addReadingFirst(login, events);
    }
    return replace(login, before, after)
        .compose(done -> done ? Future.succeededFuture() : addReadingFirst(login, events));
  }

  private Future<Void> addReadingFirst(String login, Collection<EncodedEvent> events) {
    var tries = IntStream.range(0, MAX_TRIES).iterator();
    return Sequentially.whileTrue(tries, attempt -> conflicts(login, events, attempt))
        .compose(
            conflict ->
                conflict
                    ? Future.failedFuture("others wrote each time")
                    : Future.succeededFuture());
  }

  /** Tries to add events; returns whether another process wrote meanwhile. */
  private Future<Boolean> conflicts(String login, Collection<EncodedEvent> events, int attempt) {
    return (attempt == 0 ? Future.<Void>succeededFuture() : pause())
        .compose(over -> store.read(login))
        .compose(before -> replace(login, before, before.with(events)))
        .map(done -> !done);
  }

  private Future<Boolean> replace(String login, Journal before, Journal after) {
    return (after == before ? Future.succeededFuture(true) : store.replace(login, before, after))
        .onSuccess(
            done -> {
              if (done) {
                lastWritten.put(login, after);
              }
            });
  }

  private Future<Void> pause() {
    return vertx.timer(ThreadLocalRandom.current().nextLong(1, MAX_PAUSE_MS + 1), MILLISECONDS);
  }

  private static String message(Throwable failure) {
    return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
  }
}
