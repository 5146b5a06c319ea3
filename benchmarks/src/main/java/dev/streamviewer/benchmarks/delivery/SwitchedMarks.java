package dev.streamviewer.benchmarks.delivery;

import dev.streamviewer.benchmarks.delivery.cluster.DeliveryRule;
import dev.streamviewer.webhook.dedup.DeliveryMarks;
import dev.streamviewer.webhook.dedup.MarkKey;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Set;

/** Marks without the rules that are switched off. */
record SwitchedMarks(DeliveryMarks marks, Set<DeliveryRule> off) implements DeliveryMarks {
  @Override
  public Future<Claim> claim(MarkKey key, Instant at) {
    if (off.contains(DeliveryRule.LOCAL_MARKS)) {
      return Future.succeededFuture(Claim.NEW);
    }
    var claim = marks.claim(key, at);
    if (off.contains(DeliveryRule.MARK_AFTER_OUTCOME)) {
      marks.confirm(key, at);
    }
    return claim;
  }

  @Override
  public void confirm(MarkKey key, Instant at) {
    marks.confirm(key, at);
  }

  @Override
  public void release(MarkKey key) {
    if (!off.contains(DeliveryRule.MARK_AFTER_OUTCOME)) {
      marks.release(key);
    }
  }
}
