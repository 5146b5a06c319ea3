package dev.streamviewer.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.cluster.Cluster;
import dev.streamviewer.platform.cluster.SharedMaps;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Events that were accepted from Twitch and not yet by Pusher, in the memory of two processes. Each
 * was answered with 2xx, so Twitch will not send it again.
 */
public final class Outbox {
  private static final Duration PUT_TIMEOUT = Duration.ofMillis(500);

  private final AsyncMap<String, String> entries;
  private final Cluster cluster;
  private final Clock clock;
  private final int capacity;
  private int size;

  /**
   * A stored event.
   *
   * @param since the time of storage
   */
  record Entry(StreamEvent event, Instant since) {}

  /**
   * @param entries the cluster's map
   * @param capacity the most events in the outbox
   */
  public Outbox(AsyncMap<String, String> entries, Cluster cluster, Clock clock, int capacity) {
    this.entries = entries;
    this.cluster = cluster;
    this.clock = clock;
    this.capacity = capacity;
  }

  /** Whether events can be stored: a copy in this process alone could be lost with the process. */
  boolean isOpen() {
    return cluster.keepsCopies(SharedMaps.OUTBOX) && size < capacity;
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
    var entry = new Entry(event, clock.instant());
    return Timeouts.ofCall(
            PUT_TIMEOUT,
            "Storing an event in the outbox",
            entries.put(event.id(), new String(RecordJson.encode(entry), UTF_8)))
        .compose(
            stored ->
                cluster.keepsCopies(SharedMaps.OUTBOX)
                    ? Future.<Void>succeededFuture()
                    : Future.failedFuture(
                        new BusFailure(Reason.BUSY, "The outbox has lost its second process.")))
        .onSuccess(stored -> size++);
  }

  /** Removes an event that Pusher accepted or will never accept. */
  Future<Void> remove(String id) {
    return entries.remove(id).mapEmpty();
  }

  /** Returns all stored events, the oldest first. */
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

  /** Counts again, since other processes store and remove events as well. */
  Future<Void> count() {
    return entries.size().onSuccess(counted -> size = counted).mapEmpty();
  }

  int size() {
    return size;
  }
}
