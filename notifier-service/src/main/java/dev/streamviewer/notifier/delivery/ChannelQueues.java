package dev.streamviewer.notifier.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Waiting events, in a queue for each channel. After a queue contributed to a batch, it is closed
 * until the batch is released. So two calls never carry events of one channel at a time, and events
 * stay in order. Queues take turns.
 */
final class ChannelQueues {
  private final Map<String, ChannelQueue> byChannel = new HashMap<>();
  private final Queue<ChannelQueue> ready = new ArrayDeque<>();
  private int size;

  /** The waiting events of one channel. */
  record ChannelQueue(String channel, Queue<QueuedEvent> events) {}

  /** Events for one call, and the queues that are closed meanwhile. */
  record Batch(List<QueuedEvent> events, List<ChannelQueue> queues) {}

  void add(QueuedEvent event) {
    var queue = byChannel.get(event.channel());
    if (queue == null) {
      queue = new ChannelQueue(event.channel(), new ArrayDeque<>());
      byChannel.put(queue.channel(), queue);
      ready.add(queue);
    }
    queue.events().add(event);
    size++;
  }

  /** Returns the number of waiting events. */
  int size() {
    return size;
  }

  /** Returns whether {@link #take} would return any event. */
  boolean hasReady() {
    return !ready.isEmpty();
  }

  /** Takes the next events, up to a limit. */
  Batch take(int limit) {
    var batch = new Batch(new ArrayList<>(limit), new ArrayList<>());
    while (batch.events().size() < limit && !ready.isEmpty()) {
      var queue = ready.remove();
      batch.queues().add(queue);
      while (batch.events().size() < limit && !queue.events().isEmpty()) {
        batch.events().add(queue.events().remove());
        size--;
      }
    }
    return batch;
  }

  /** Reopens the queues of a batch. */
  void release(Batch batch) {
    for (var queue : batch.queues()) {
      if (queue.events().isEmpty()) {
        byChannel.remove(queue.channel());
      } else {
        ready.add(queue);
      }
    }
  }
}
