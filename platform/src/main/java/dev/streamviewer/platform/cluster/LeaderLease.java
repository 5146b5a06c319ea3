package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Lets one process of the cluster at a time do a job. Unlike a lock, a lease expires: a process
 * that was cut off or paused learns at the next renewal that another has taken over.
 */
public final class LeaderLease {
  private static final Duration TTL = Duration.ofSeconds(5);

  /** Long enough for every other process to take over. */
  private static final Duration STEP_DOWN_PAUSE = TTL.multipliedBy(2);

  private final AsyncMap<String, String> leases;
  private final String job;
  private final Clock clock;
  private final String holder = UUID.randomUUID().toString();
  private Instant eligibleAt = Instant.MIN;

  public LeaderLease(AsyncMap<String, String> leases, String job, Clock clock) {
    this.leases = leases;
    this.job = job;
    this.clock = clock;
  }

  /**
   * Takes or renews the lease for five seconds; false while another process holds it, and for a
   * while after this process stepped down.
   */
  public Future<Boolean> renew() {
    return isEligible() ? take().map(ours -> ours && isEligible()) : Future.succeededFuture(false);
  }

  private Future<Boolean> take() {
    return leases
        .putIfAbsent(job, holder, TTL.toMillis())
        .compose(
            other ->
                other == null
                    ? Future.succeededFuture(true)
                    : leases.replaceIfPresent(job, holder, holder, TTL.toMillis()))
        .otherwise(false);
  }

  /**
   * Gives up a job that hangs here, so that another process can do it. Without another process,
   * this one takes the lease again later.
   */
  public void stepDown() {
    eligibleAt = clock.instant().plus(STEP_DOWN_PAUSE);
    release();
  }

  private boolean isEligible() {
    return !clock.instant().isBefore(eligibleAt);
  }

  /** Releases the lease, so that another process can take over immediately. */
  public Future<Void> release() {
    return leases.removeIfPresent(job, holder).<Void>mapEmpty().otherwiseEmpty();
  }
}
