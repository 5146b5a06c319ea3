package dev.streamviewer.sandbox.twitch.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Log of the latest deliveries and their outcomes, for people and tests. */
public final class DeliveryLog {
  private static final int CAPACITY = 1_000;

  private final Map<Long, DeliveryRecord> deliveries = new LinkedHashMap<>();
  private long nextEntry;

  long open(DeliveryRecord delivery) {
    if (deliveries.size() == CAPACITY) {
      deliveries.remove(deliveries.keySet().iterator().next());
    }
    deliveries.put(nextEntry, delivery);
    return nextEntry++;
  }

  /** Updates an entry. An entry that has left the log is ignored. */
  void update(long entry, DeliveryRecord delivery) {
    deliveries.replace(entry, delivery);
  }

  public List<DeliveryRecord> newest(int limit) {
    var newestFirst = new ArrayList<>(deliveries.values());
    Collections.reverse(newestFirst);
    return newestFirst.stream().limit(limit).toList();
  }

  public void clear() {
    deliveries.clear();
  }
}
