package dev.streamviewer.webhook.delivery;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.EntryOwners;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.record.StoredJson;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events that were accepted from Twitch and not yet by Pusher, in the memory of two processes. Each
 * was answered with 2xx, so Twitch will not send it again.
 */
public final class Outbox {
  private static final Logger log = LoggerFactory.getLogger(Outbox.class);

  private static final Duration PUT_TIMEOUT = Duration.ofMillis(500);
  private static final Duration REMOVE_TIMEOUT = Duration.ofSeconds(1);

  /** The length of an event for which the capacity counts; events are far shorter on average. */
  static final int LENGTH_OF_PLACE = 4_096;

  /** The number of events over which the mean length is taken, roughly. */
  private static final int MEAN_OF = 16;

  private final AsyncMap<String, String> entries;
  private final Cluster cluster;
  private final Clock clock;
  private final int capacity;
  private final Timeouts timeouts;
  private int size;
  private int underWay;
  private int unreadable;
  private double meanLength;
  private Future<Integer> counting = Future.succeededFuture(0);

  /**
   * A stored event.
   *
   * @param since the time of storage
   */
  record Entry(StreamEvent event, Instant since) {}

  /**
   * @param entries the cluster's map
   * @param capacity the most events in the outbox; fewer if they are long
   */
  public Outbox(
      AsyncMap<String, String> entries, Cluster cluster, Clock clock, int capacity, Timers timers) {
    this.entries = entries;
    this.cluster = cluster;
    this.clock = clock;
    this.capacity = capacity;
    this.timeouts = new Timeouts(timers);
  }

  /** Whether events can be stored: a copy in this process alone could be lost with the process. */
  boolean isOpen() {
    return cluster.keepsCopies(SharedMaps.OUTBOX) && hasRoom();
  }

  /** Estimates the length of all events by those that this process stored last. */
  private boolean hasRoom() {
    var events = size + underWay;
    return events < capacity && events * meanLength < (double) capacity * LENGTH_OF_PLACE;
  }

  /**
   * Stores an event.
   *
   * @return completes once two processes hold the event; fails with BUSY if that is impossible
   */
  Future<Void> store(StreamEvent event) {
    if (!isOpen()) {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY,
              cluster.keepsCopies(SharedMaps.OUTBOX)
                  ? "The outbox is full."
                  : "The outbox needs a second process, and there is none."));
    }
    var entry = StoredJson.encode(new Entry(event, clock.instant()));
    meanLength += (entry.length() - meanLength) / (meanLength == 0 ? 1 : MEAN_OF);
    underWay++;
    return put(event.id(), entry)
        .compose(kept -> kept ? Future.succeededFuture(true) : put(event.id(), entry))
        .compose(
            kept ->
                kept
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        new BusFailure(Reason.BUSY, "The outbox has lost its second process.")))
        .onComplete(done -> underWay--)
        .onSuccess(stored -> size++);
  }

  /** Writes an entry; true if two processes have it. */
  private Future<Boolean> put(String id, String entry) {
    var before = cluster.owners(SharedMaps.OUTBOX, id);
    return timeouts
        .within(PUT_TIMEOUT, "Storing an event in the outbox", entries.put(id, entry))
        .map(done -> EntryOwners.keptCopies(before, cluster.owners(SharedMaps.OUTBOX, id)));
  }

  /**
   * Removes an event that Pusher accepted or will never accept; fails if the cluster does not
   * answer in time.
   */
  Future<Void> remove(String id) {
    var removal = entries.remove(id).onSuccess(this::removed);
    return timeouts.within(REMOVE_TIMEOUT, "Removing an event from the outbox", removal).mapEmpty();
  }

  private void removed(String entry) {
    if (entry != null && size > 0) {
      size--;
    }
  }

  /**
   * Returns all stored events, the oldest first. Leaves out what cannot be read: one such entry
   * must not keep the others from Pusher.
   */
  Future<List<Entry>> waiting() {
    return entries.values().map(this::readAll).onSuccess(found -> size = found.size());
  }

  private List<Entry> readAll(List<String> stored) {
    var readable =
        StoredJson.readable(stored, Entry.class).stream()
            .sorted(Comparator.comparing(entry -> entry.event().at()))
            .toList();
    var broken = stored.size() - readable.size();
    if (broken != unreadable) {
      log.error("{} entries of the outbox cannot be read", broken);
      unreadable = broken;
    }
    return readable;
  }

  /** Counts again, since other processes store and remove events as well; one count at a time. */
  Future<Integer> count() {
    if (counting.isComplete()) {
      counting = entries.size().onSuccess(counted -> size = counted);
    }
    return counting;
  }

  int size() {
    return size;
  }
}
