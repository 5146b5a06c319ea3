package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * Lets one process of the cluster at a time do a job. Unlike a lock, a lease ends by itself: its
 * holder changes the value with each renewal, and a process that sees no change for five seconds
 * takes over. A process that was cut off or paused learns at the next renewal that it lost the job.
 *
 * <p>The lease does not end by the expiry of its entry. After a split, an owner can wait without
 * end for the removal of an expired entry, and with it every later operation on the key.
 */
public final class LeaderLease {
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** Removes the entry of a job that no process does any more, for example after a rollback. */
  private static final Duration TTL = Duration.ofMinutes(10);

  /** Long enough for every other process to take over. */
  private static final Duration STEP_DOWN_PAUSE = SILENCE.multipliedBy(2);

  private final AsyncMap<String, String> leases;
  private final String job;
  private final Clock clock;
  private final String holder = UUID.randomUUID().toString();
  private long renewals;
  private String seen = "";
  private Instant seenAt = Instant.MIN;
  private Instant eligibleAt = Instant.MIN;

  public LeaderLease(AsyncMap<String, String> leases, String job, Clock clock) {
    this.leases = leases;
    this.job = job;
    this.clock = clock;
  }

  /**
   * Takes or renews the lease; false while another process renews it, and for a while after this
   * process stepped down.
   */
  public Future<Boolean> renew() {
    return isEligible() ? take().map(ours -> ours && isEligible()) : Future.succeededFuture(false);
  }

  private Future<Boolean> take() {
    var next = holder + ' ' + ++renewals;
    return leases
        .putIfAbsent(job, next, TTL.toMillis())
        .compose(
            current -> {
              if (current == null) {
                return Future.succeededFuture(true);
              }
              return isOurs(current) || isSilent(current)
                  ? replace(current, next)
                  : Future.succeededFuture(false);
            })
        .otherwise(false);
  }

  /** Changes the value; an overlapping renewal of this process may have changed it before. */
  private Future<Boolean> replace(String current, String next) {
    return leases
        .replaceIfPresent(job, current, next, TTL.toMillis())
        .compose(done -> done ? Future.succeededFuture(true) : leases.get(job).map(this::isOurs));
  }

  private boolean isOurs(String value) {
    return value != null && value.startsWith(holder);
  }

  /** Returns whether another process has not renewed its lease for some time. */
  private boolean isSilent(String value) {
    var now = clock.instant();
    if (!value.equals(seen)) {
      seen = value;
      seenAt = now;
    }
    return !now.isBefore(seenAt.plus(SILENCE));
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
    return leases
        .get(job)
        .compose(
            current ->
                isOurs(current)
                    ? leases.removeIfPresent(job, current)
                    : Future.succeededFuture(false))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
