package dev.streamviewer.sandbox.twitch.delivery;

import java.util.HashMap;
import java.util.Map;

/** Counts consecutive failed messages per subscription or shard. */
public final class FailureCount {
  private final Map<String, Integer> consecutiveFailures = new HashMap<>();
  private final int limit;

  public FailureCount(int limit) {
    this.limit = limit;
  }

  /** Whether this delivery reaches the limit of failures, which also resets the count. */
  boolean isExceeded(String key, DeliveryRecord delivery) {
    if (delivery.isDelivered()) {
      consecutiveFailures.remove(key);
    } else if (delivery.outcome() == DeliveryRecord.Outcome.FAILED
        && consecutiveFailures.merge(key, 1, Integer::sum) >= limit) {
      consecutiveFailures.remove(key);
      return true;
    }
    return false;
  }

  void forget(String key) {
    consecutiveFailures.remove(key);
  }
}
