package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Lets one process of the cluster at a time do a job. Unlike a lock it ends by itself: who was cut
 * off or stopped for a while finds out with its next renewal that another has taken over.
 */
public final class LeaderLease implements Leadership {
  private static final Duration LIFE = Duration.ofSeconds(5);

  /** Long enough that each other process has had a chance to take over. */
  private static final Duration STEPPED_DOWN = LIFE.multipliedBy(2);

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
   * Takes the lease or renews it, for five seconds; false while another has it, and for a while
   * after this process stepped down.
   */
  @Override
  public Future<Boolean> renew() {
    return isEligible() ? take().map(ours -> ours && isEligible()) : Future.succeededFuture(false);
  }

  private Future<Boolean> take() {
    return leases
        .putIfAbsent(job, holder, LIFE.toMillis())
        .compose(
            other ->
                other == null
                    ? Future.succeededFuture(true)
                    : leases.replaceIfPresent(job, holder, holder, LIFE.toMillis()))
        .otherwise(false);
  }

  /**
   * Gives up a job that hangs here, so that another process can do it. Where there is no other,
   * this one takes it again a while later.
   */
  public void stepDown() {
    eligibleAt = clock.instant().plus(STEPPED_DOWN);
    release();
  }

  private boolean isEligible() {
    return !clock.instant().isBefore(eligibleAt);
  }

  /** Lets another take over at once. */
  @Override
  public Future<Void> release() {
    return leases.removeIfPresent(job, holder).<Void>mapEmpty().otherwiseEmpty();
  }
}
