package dev.streamviewer.platform.batch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.batch.BatchMessage.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process to which requests go, and the answers it owes. Unanswered requests are bounded in
 * number and bytes: they may lie in the queue of a connection that nobody reads.
 */
final class BatchDestination {
  /** A request without an answer for this long makes its sender ask whether the process runs. */
  static final long PING_AFTER = MILLISECONDS.toNanos(400);

  /** A process without a response for this long is suspected. */
  static final long PONG_WITHIN = MILLISECONDS.toNanos(400);

  private static final long PING_SUSPECT_EVERY = MILLISECONDS.toNanos(250);

  private static final int MAX_UNANSWERED = 2_000;
  private static final long MAX_UNANSWERED_BYTES = 4 * 1024 * 1024;

  private final String node;
  private final List<Item> queued = new ArrayList<>();

  /** The requests on the way, oldest first. */
  private final Map<Long, Sent> unanswered = new LinkedHashMap<>();

  private long bytes;
  private boolean suspect;
  private long pingedAt = Long.MIN_VALUE;
  private boolean pinged;

  private record Sent(long at, int bytes) {}

  BatchDestination(String node) {
    this.node = node;
  }

  String node() {
    return node;
  }

  boolean isSuspect() {
    return suspect;
  }

  boolean isFull() {
    return unanswered.size() >= MAX_UNANSWERED || bytes >= MAX_UNANSWERED_BYTES;
  }

  boolean isIdle() {
    return unanswered.isEmpty() && !suspect;
  }

  /** Queues a request for the end of this turn of the event loop. */
  void queue(Item item, long now) {
    queued.add(item);
    unanswered.put(item.number(), new Sent(now, item.bytes()));
    bytes += item.bytes();
  }

  /** Takes the queued requests. */
  List<Item> takeQueued() {
    var taken = List.copyOf(queued);
    queued.clear();
    return taken;
  }

  /** Notes an answer, whether or not its sender still wants it. */
  void answered(long number) {
    var sent = unanswered.remove(number);
    if (sent != null) {
      bytes -= sent.bytes();
    }
    heard();
  }

  /** Notes a sign of life. */
  void heard() {
    pinged = false;
    suspect = false;
  }

  /** Returns the requests on the way, oldest first. */
  List<Long> unanswered() {
    return List.copyOf(unanswered.keySet());
  }

  /** Returns whether the process should be asked whether it runs; it then counts as asked. */
  boolean shouldPing(long now) {
    var due =
        suspect
            ? now - pingedAt >= PING_SUSPECT_EVERY
            : !pinged && !unanswered.isEmpty() && now - oldest() >= PING_AFTER;
    if (due) {
      pinged = true;
      pingedAt = now;
    }
    return due;
  }

  /** Returns whether the process has just become suspect, because it does not respond. */
  boolean suspectIfSilent(long now) {
    return pinged && now - pingedAt >= PONG_WITHIN && suspect(pingedAt);
  }

  /** Suspects the process, and returns whether that is new. Its next ping follows the last one. */
  boolean suspect(long lastPing) {
    var isNew = !suspect;
    if (isNew) {
      suspect = true;
      pinged = true;
      pingedAt = lastPing;
    }
    return isNew;
  }

  private long oldest() {
    return unanswered.values().iterator().next().at();
  }
}
