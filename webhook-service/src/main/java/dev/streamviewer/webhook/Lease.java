package dev.streamviewer.webhook;

import dev.streamviewer.webhook.chat.Turn;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets one process of the cluster at a time do a job. Unlike a lock it ends by itself: who was cut
 * off or stopped for a while finds out with its next renewal that another has taken over.
 */
final class Lease implements Turn {
  private static final Duration LIFE = Duration.ofSeconds(5);

  private final AsyncMap<String, String> leases;
  private final String job;
  private final String holder = UUID.randomUUID().toString();

  Lease(AsyncMap<String, String> leases, String job) {
    this.leases = leases;
    this.job = job;
  }

  /** Takes the lease or renews it, for five seconds; false while another has it. */
  @Override
  public Future<Boolean> renew() {
    return leases
        .putIfAbsent(job, holder, LIFE.toMillis())
        .compose(
            other ->
                other == null
                    ? Future.succeededFuture(true)
                    : leases.replaceIfPresent(job, holder, holder, LIFE.toMillis()))
        .otherwise(false);
  }

  /** Lets another take over at once. */
  @Override
  public Future<Void> release() {
    return leases.removeIfPresent(job, holder).<Void>mapEmpty().otherwiseEmpty();
  }
}
