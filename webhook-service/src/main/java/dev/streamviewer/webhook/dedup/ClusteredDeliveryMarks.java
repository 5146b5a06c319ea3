package dev.streamviewer.webhook.dedup;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The marks of all processes. Those of this one stand in front, since asking the cluster costs
 * several times as much as checking a signature.
 */
public final class ClusteredDeliveryMarks implements DeliveryMarks {
  private static final Logger log = LoggerFactory.getLogger(ClusteredDeliveryMarks.class);

  private static final long PATIENCE_MILLIS = 400;
  private static final String IN_FLIGHT = "in flight";
  private static final String DELIVERED = "delivered";

  private final LocalDeliveryMarks here;
  private final AsyncMap<String, String> everywhere;

  public ClusteredDeliveryMarks(LocalDeliveryMarks here, AsyncMap<String, String> everywhere) {
    this.here = here;
    this.everywhere = everywhere;
  }

  @Override
  public Future<Claim> claim(String key) {
    return here.claim(key)
        .compose(
            claim -> claim == Claim.NEW ? claimEverywhere(key) : Future.succeededFuture(claim));
  }

  @Override
  public void confirm(String key) {
    here.confirm(key);
    everywhere
        .put(key, DELIVERED, ONCE_DELIVERED.toMillis())
        .onFailure(failure -> log.debug("{} not marked as delivered", key, failure));
  }

  @Override
  public void release(String key) {
    here.release(key);
    everywhere
        .remove(key)
        .onFailure(failure -> log.debug("{} stays marked for a while", key, failure));
  }

  private Future<Claim> claimEverywhere(String key) {
    return everywhere
        .putIfAbsent(key, IN_FLIGHT, WHILE_IN_FLIGHT.toMillis())
        .timeout(PATIENCE_MILLIS, MILLISECONDS)
        .transform(before -> judge(key, before));
  }

  private Future<Claim> judge(String key, AsyncResult<String> before) {
    if (before.succeeded() && before.result() == null) {
      return Future.succeededFuture(Claim.NEW);
    }
    if (before.succeeded() && DELIVERED.equals(before.result())) {
      here.confirm(key);
      return Future.succeededFuture(Claim.DELIVERED);
    }
    here.release(key);
    return before.succeeded()
        ? Future.succeededFuture(Claim.IN_FLIGHT)
        : Future.failedFuture(
            new BusFailure(
                Reason.UNAVAILABLE, "The cluster does not answer just now.", before.cause()));
  }
}
