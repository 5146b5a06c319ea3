package dev.streamviewer.sandbox.twitch.delivery;

import java.util.HashMap;
import java.util.Map;

/** Counts failed messages in a row, for each callback that may be given up. */
public final class FailureCount {
  private final Map<String, Integer> inARow = new HashMap<>();
  private final int limit;

  public FailureCount(int limit) {
    this.limit = limit;
  }

  /** Whether this delivery was one failure too many; then the count begins anew. */
  boolean isExceeded(String key, DeliveryRecord delivery) {
    if (delivery.isDelivered()) {
      inARow.remove(key);
    } else if (delivery.outcome() == DeliveryRecord.Outcome.FAILED
        && inARow.merge(key, 1, Integer::sum) >= limit) {
      inARow.remove(key);
      return true;
    }
    return false;
  }

  void forget(String key) {
    inARow.remove(key);
  }
}
