package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of all processes, for messages that are rare: a mark in the cluster costs several times
 * as much as a signature check, and delays a message while a member does not answer. Local marks
 * are checked first.
 */
public final class ClusteredDeliveryMarks implements DeliveryMarks {
  private static final Logger log = LoggerFactory.getLogger(ClusteredDeliveryMarks.class);

  private static final Duration CLAIM_TIMEOUT = Duration.ofMillis(400);

  /**
   * The life of a mark in the cluster before the outcome. Longer than any delivery takes: a mark
   * that has ended is not written again, since its owners might wait for the removal without end.
   */
  static final Duration IN_FLIGHT_TTL = Duration.ofSeconds(15);

  /** The states of a mark, as stored in the memory of the cluster. */
  static final String IN_FLIGHT = "in flight";

  static final String DELIVERED = "delivered";

  private final LocalDeliveryMarks local;
  private final AsyncMap<String, String> shared;

  public ClusteredDeliveryMarks(LocalDeliveryMarks local, AsyncMap<String, String> shared) {
    this.local = local;
    this.shared = shared;
  }

  @Override
  public Future<Claim> claim(MarkKey key, Instant at) {
    return local
        .claim(key, at)
        .compose(claim -> claim == Claim.NEW ? claimShared(key) : Future.succeededFuture(claim));
  }

  @Override
  public void confirm(MarkKey key, Instant at) {
    local.confirm(key, at);
    shared
        .put(key.text(), DELIVERED, ONCE_DELIVERED.toMillis())
        .onFailure(failure -> log.debug("{} could not be marked as delivered", key, failure));
  }

  @Override
  public void release(MarkKey key) {
    local.release(key);
    shared
        .remove(key.text())
        .onFailure(
            failure -> log.debug("The mark of {} was not removed and will expire", key, failure));
  }

  private Future<Claim> claimShared(MarkKey key) {
    return Timeouts.ofCall(
            CLAIM_TIMEOUT,
            "Marking a message in the cluster",
            shared.putIfAbsent(key.text(), IN_FLIGHT, IN_FLIGHT_TTL.toMillis()))
        .transform(previous -> toClaim(key, previous));
  }

  private Future<Claim> toClaim(MarkKey key, AsyncResult<String> previous) {
    if (previous.succeeded() && previous.result() == null) {
      return Future.succeededFuture(Claim.NEW);
    }
    if (previous.succeeded() && DELIVERED.equals(previous.result())) {
      local.confirm(key, ANY_TIME);
      return Future.succeededFuture(Claim.DELIVERED);
    }
    local.release(key);
    return previous.succeeded()
        ? Future.succeededFuture(Claim.IN_FLIGHT)
        : Future.failedFuture(
            new BusFailure(Reason.UNAVAILABLE, "The cluster did not answer.", previous.cause()));
  }
}
