package dev.streamviewer.notifier.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Events that wait, in a lane for each channel. A lane that gave to a batch gives no more until the
 * batch is released, so that events of one channel are never under way in two calls and stay in
 * order. Lanes take turns.
 */
final class ChannelQueues {
  private final Map<String, Lane> byChannel = new HashMap<>();
  private final Queue<Lane> ready = new ArrayDeque<>();
  private int size;

  /** What waits for one channel. */
  record Lane(String channel, Queue<QueuedEvent> deliveries) {}

  /** Events that may share a call, and the lanes that are closed meanwhile. */
  record Batch(List<QueuedEvent> deliveries, List<Lane> lanes) {}

  void add(QueuedEvent delivery) {
    var lane = byChannel.get(delivery.channel());
    if (lane == null) {
      lane = new Lane(delivery.channel(), new ArrayDeque<>());
      byChannel.put(lane.channel(), lane);
      ready.add(lane);
    }
    lane.deliveries().add(delivery);
    size++;
  }

  /** How many events wait. */
  int size() {
    return size;
  }

  /** Whether there is a batch to take. */
  boolean areReady() {
    return !ready.isEmpty();
  }

  /** The events whose turn it is, at most as many as given. */
  Batch take(int most) {
    var batch = new Batch(new ArrayList<>(most), new ArrayList<>());
    while (batch.deliveries().size() < most && !ready.isEmpty()) {
      var lane = ready.remove();
      batch.lanes().add(lane);
      while (batch.deliveries().size() < most && !lane.deliveries().isEmpty()) {
        batch.deliveries().add(lane.deliveries().remove());
        size--;
      }
    }
    return batch;
  }

  /** Opens the lanes of a batch again. */
  void release(Batch batch) {
    for (var lane : batch.lanes()) {
      if (lane.deliveries().isEmpty()) {
        byChannel.remove(lane.channel());
      } else {
        ready.add(lane);
      }
    }
  }
}
