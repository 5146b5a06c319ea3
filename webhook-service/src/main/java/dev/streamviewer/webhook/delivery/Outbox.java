package dev.streamviewer.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Events that we have accepted from Twitch and Pusher not yet from us, in the memory of two
 * processes. What is in here has been answered with 2xx, so nobody else will ever send it again.
 */
public final class Outbox {
  private static final long PATIENCE_MILLIS = 500;

  private final AsyncMap<String, String> entries;
  private final Cluster cluster;
  private final Clock clock;
  private final int capacity;
  private int size;

  /**
   * An event that waits.
   *
   * @param since when it was kept
   */
  record Entry(StreamEvent event, Instant since) {}

  /**
   * @param entries the cluster's map
   * @param capacity how many events may wait
   */
  public Outbox(AsyncMap<String, String> entries, Cluster cluster, Clock clock, int capacity) {
    this.entries = entries;
    this.cluster = cluster;
    this.clock = clock;
    this.capacity = capacity;
  }

  /** Whether events can be kept at all: a copy in this process alone could die with it. */
  boolean isOpen() {
    return cluster.keepsCopies(SharedMaps.OUTBOX) && size < capacity;
  }

  /**
   * Keeps an event.
   *
   * @return completes once two processes hold it; fails with BUSY if it cannot be kept
   */
  Future<Void> keep(StreamEvent event) {
    if (!isOpen()) {
      return Future.failedFuture(
          new BusFailure(
              Reason.BUSY,
              cluster.keepsCopies(SharedMaps.OUTBOX)
                  ? "Too many events wait for Pusher already."
                  : "There is no second process to keep the event."));
    }
    var entry = new Entry(event, clock.instant());
    return entries
        .put(event.id(), new String(RecordJson.encode(entry), UTF_8))
        .timeout(PATIENCE_MILLIS, MILLISECONDS)
        .compose(
            kept ->
                cluster.keepsCopies(SharedMaps.OUTBOX)
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        new BusFailure(Reason.BUSY, "The second process has just gone.")))
        .onSuccess(kept -> size++);
  }

  /** Pusher has it, or will never take it. */
  Future<Void> remove(String id) {
    return entries.remove(id).mapEmpty();
  }

  /** All that wait, the oldest first. */
  Future<List<Entry>> waiting() {
    return entries
        .values()
        .map(
            found ->
                found.stream()
                    .map(json -> RecordJson.decode(json.getBytes(UTF_8), Entry.class))
                    .sorted(Comparator.comparing(entry -> entry.event().at()))
                    .toList())
        .onSuccess(found -> size = found.size());
  }

  /** Counts anew, since others keep and remove as well. */
  Future<Void> count() {
    return entries.size().onSuccess(counted -> size = counted).mapEmpty();
  }

  int size() {
    return size;
  }
}
