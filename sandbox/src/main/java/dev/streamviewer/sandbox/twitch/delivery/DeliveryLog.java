package dev.streamviewer.sandbox.twitch.delivery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The last deliveries and where they stand, for a person or a test to look at. */
public final class DeliveryLog {
  private static final int CAPACITY = 1_000;

  private final Map<Long, DeliveryRecord> deliveries = new LinkedHashMap<>();
  private long next;

  long open(DeliveryRecord delivery) {
    if (deliveries.size() == CAPACITY) {
      deliveries.remove(deliveries.keySet().iterator().next());
    }
    deliveries.put(next, delivery);
    return next++;
  }

  /** Has no effect on a delivery that has left the log. */
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
