package dev.streamviewer.notifier.history;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.BulkMap;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The history that all notifiers share. Each notifier writes only segments of its own, so none
 * waits for another, and the sides of a split cluster merge by themselves. The history is the union
 * of all writers' segments and of what this notifier has not written yet.
 *
 * <p>An event is appended when its delivery begins, and again if that took long: a page that asks
 * for the events after its last one then gets it.
 */
public final class SegmentedHistory implements EventHistory {
  private static final Logger log = LoggerFactory.getLogger(SegmentedHistory.class);

  /** With the wait for the other notifiers' writes, less than the caller's deadline. */
  private static final Duration READ_TIMEOUT = Duration.ofMillis(400);

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

  /** A delivery that took longer than this is appended again. */
  private static final Duration QUICK_DELIVERY = SegmentedRecentEvents.UNDER_WAY.dividedBy(2);

  /** The pause until this notifier looks whether others have replaced what it announced. */
  private static final Duration ANNOUNCEMENT_CHECK = Duration.ofMillis(200);

  private static final Duration ANNOUNCEMENT_INTERVAL = Duration.ofSeconds(5);

  private static final Duration ANNOUNCEMENT_TIMEOUT = Duration.ofSeconds(2);

  /** The life of a name: no entry under it is written again after its end. */
  private static final Duration RENAMED_AFTER = BulkMap.LIFETIME.minusHours(1);

  private final String first;
  private final BulkMap map;
  private final Timers timers;
  private final Timeouts timeouts;
  private final Clock clock;
  private final SegmentWriter writer;
  private final WriterRegistry registry;
  private final OwnEvents ownEvents = new OwnEvents();

  /** Reads under way by login; questions of the same moment share one. */
  private final Map<String, Future<SegmentedRecentEvents>> reads = new HashMap<>();

  /** Grows with each event, also when the clock goes back. */
  private long lastAppended;

  /** The number of names after the first, and the time of the last one. */
  private int renamed;

  private long namedAt;
  private boolean stopped;

  /**
   * @param name the name of this process, never used before
   */
  public SegmentedHistory(BulkMap map, Timers timers, Clock clock, String name) {
    this.first = name;
    this.namedAt = clock.millis();
    this.map = map;
    this.timers = timers;
    this.timeouts = new Timeouts(timers);
    this.clock = clock;
    this.writer = new SegmentWriter(map, timers, name);
    this.registry = new WriterRegistry(map, clock, name);
  }

  /** Tells other notifiers of this writer; goes on until the history is closed. */
  public Future<Void> open() {
    var announced = announce();
    announced.onComplete(done -> announceAfter(ANNOUNCEMENT_CHECK));
    return announced.<Void>mapEmpty().otherwiseEmpty();
  }

  @Override
  public void begun(EncodedEvent event) {
    append(event);
  }

  @Override
  public void accepted(EncodedEvent event) {
    append(event);
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    return read(question.login())
        .map(union -> union.answer(question))
        .recover(
            failure -> {
              log.warn(
                  "Cannot read the recent events of {}: {}",
                  question.login(),
                  Objects.requireNonNullElse(failure.getMessage(), failure.toString()));
              return Future.failedFuture(
                  new BusFailure(
                      Reason.UNAVAILABLE, "Recent events cannot be read at the moment."));
            });
  }

  @Override
  public Future<Void> close() {
    stopped = true;
    return timeouts
        .within(STOP_TIMEOUT, "Storing the last events", writer.close())
        .otherwiseEmpty();
  }

  /** Returns the number of segments that the cluster does not have yet. */
  @Override
  public int unwritten() {
    return writer.unwritten();
  }

  private void append(EncodedEvent event) {
    var now = MILLISECONDS.toMicros(clock.millis());
    if (!ownEvents.hasSince(event.id(), now - micros(QUICK_DELIVERY))) {
      lastAppended = Math.max(now, lastAppended + 1);
      var appended = AppendedEvent.of(writer.name(), event, lastAppended);
      ownEvents.add(appended);
      writer.append(appended);
    }
  }

  private static long micros(Duration duration) {
    return MILLISECONDS.toMicros(duration.toMillis());
  }

  /**
   * Announces this notifier, under a further name in time. It writes under the name once the other
   * notifiers can know it.
   *
   * @return whether to look again soon
   */
  private Future<Boolean> announce() {
    if (clock.millis() - namedAt >= RENAMED_AFTER.toMillis()) {
      namedAt = clock.millis();
      registry.rename(first + "-" + ++renamed);
    }
    return timeouts
        .within(ANNOUNCEMENT_TIMEOUT, "Announcing this notifier", registry.announce())
        .onSuccess(
            written -> {
              if (!written) {
                writer.rename(registry.own());
              }
            });
  }

  private void announceAfter(Duration pause) {
    if (!stopped) {
      timers
          .pass(pause)
          .compose(passed -> announce())
          .onComplete(
              done ->
                  announceAfter(
                      done.succeeded() && done.result()
                          ? ANNOUNCEMENT_CHECK
                          : ANNOUNCEMENT_INTERVAL));
    }
  }

  private Future<SegmentedRecentEvents> read(String login) {
    var current = reads.get(login);
    if (current != null) {
      return current;
    }
    var read =
        timeouts.within(
            READ_TIMEOUT,
            "Reading recent events",
            timers.pass(SegmentWriter.FLUSH_INTERVAL).compose(passed -> readNow(login)));
    reads.put(login, read);
    return read.onComplete(done -> reads.remove(login, read));
  }

  private Future<SegmentedRecentEvents> readNow(String login) {
    // Later questions must not share this read.
    reads.remove(login);
    return registry
        .read()
        .compose(
            writers -> map.getAll(keys(login, writers)).map(found -> union(login, writers, found)));
  }

  private static Set<String> keys(String login, Set<String> writers) {
    return writers.stream()
        .flatMap(
            writer ->
                Stream.iterate(0, slot -> slot + 1)
                    .limit(SegmentSlots.COUNT)
                    .map(slot -> HistorySegment.key(login, writer, slot)))
        .collect(Collectors.toSet());
  }

  private SegmentedRecentEvents union(
      String login, Set<String> writers, Map<String, Buffer> found) {
    var inMemory = ownEvents.of(login);
    var events = new ArrayList<RecentEvent>();
    inMemory.forEach(event -> events.add(event.recent()));
    var known = events.stream().map(RecentEvent::place).collect(Collectors.toSet());
    for (var writer : writers) {
      for (var slot = 0; slot < SegmentSlots.COUNT; slot++) {
        var bytes = found.get(HistorySegment.key(login, writer, slot));
        if (bytes != null) {
          HistorySegment.read(writer, bytes).stream()
              .filter(event -> !known.contains(event.place()))
              .forEach(events::add);
        }
      }
    }
    return new SegmentedRecentEvents(events.stream());
  }
}
