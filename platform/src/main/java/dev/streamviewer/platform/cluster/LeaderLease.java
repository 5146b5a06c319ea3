package dev.streamviewer.platform.cluster;

import dev.streamviewer.platform.async.RunningTime;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.async.Timers;
import io.vertx.core.Future;
import io.vertx.core.shareddata.AsyncMap;
import java.time.Duration;
import java.util.UUID;

/**
 * Lets one process of the cluster at a time do a job. Unlike a lock, a lease ends by itself: its
 * holder changes the value with each renewal, and a process that sees no change for five seconds
 * takes over. A process that was cut off or paused learns at the next renewal that it lost the job.
 *
 * <p>The entry never expires. After a split, an owner can wait without end for the removal of an
 * expired entry, and with it every later operation on the key. For the same reason no caller waits
 * long for an operation, and one that does not end is not joined by another.
 *
 * <p>All calls come from one context.
 */
public final class LeaderLease {
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /**
   * The most that an interval between two looks at another holder's value counts as silence: a
   * longer one may be a pause of this process. A job that looks once a minute takes over at the
   * third look.
   */
  private static final Duration MAX_STEP = Duration.ofMillis(2_500);

  /** Long enough for every other process to take over. */
  private static final Duration STEP_DOWN_PAUSE = SILENCE.multipliedBy(2);

  /** The time that a caller waits for the cluster. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(1_500);

  /** The time after which a renewal without an answer is repeated. */
  private static final Duration REPETITION_DELAY = Duration.ofSeconds(30);

  /** The time to live of the entries of 0.2.0. */
  private static final Duration EARLIER_TTL = Duration.ofSeconds(5);

  private final AsyncMap<String, String> leases;
  private final String key;
  private final String earlierKey;
  private final Timers timers;
  private final Timeouts timeouts;
  private final RunningTime time;
  private final String holder = UUID.randomUUID().toString();
  private long renewals;
  private String held = "";
  private String seen = "";
  private long seenAt;
  private long eligibleAt;

  /** The present or last renewal, until the cluster has answered. */
  private Future<Boolean> renewal = Future.succeededFuture(false);

  /** The same, as callers see it. */
  private Future<Boolean> answer = renewal;

  private Future<Void> earlierPut = Future.succeededFuture();

  /**
   * @param leases the map of all leases
   * @param job the name of the job
   */
  public LeaderLease(AsyncMap<String, String> leases, String job, Timers timers) {
    this.leases = leases;
    this.key = job + ".holder";
    this.earlierKey = job;
    this.timers = timers;
    this.timeouts = new Timeouts(timers);
    this.time = new RunningTime(timers::nanoTime, MAX_STEP);
    this.eligibleAt = timers.nanoTime();
  }

  /**
   * Takes or renews the lease; false while another process renews it, while the cluster does not
   * answer, and for a while after this process stepped down.
   */
  public Future<Boolean> renew() {
    if (!isEligible()) {
      return Future.succeededFuture(false);
    }
    if (renewal.isComplete()) {
      renewal = limited(REPETITION_DELAY, take());
      answer = limited(ANSWER_TIMEOUT, renewal);
    }
    return answer.map(ours -> ours && isEligible());
  }

  private Future<Boolean> take() {
    var next = holder + ' ' + ++renewals;
    return leases
        .putIfAbsent(key, next)
        .compose(
            current -> {
              if (current == null) {
                return Future.succeededFuture(true);
              }
              return isOurs(current) || isSilent(current)
                  ? leases.replaceIfPresent(key, current, next)
                  : Future.succeededFuture(false);
            })
        .onSuccess(
            ours -> {
              if (ours) {
                held = next;
                holdOffEarlierRelease();
              }
            });
  }

  private boolean isOurs(String value) {
    return value.startsWith(holder);
  }

  /** Returns whether another process has not renewed its lease for some time. */
  private boolean isSilent(String value) {
    var now = time.now();
    if (!value.equals(seen)) {
      seen = value;
      seenAt = now;
    }
    return now - seenAt >= SILENCE.toNanos();
  }

  /**
   * Occupies the entry of 0.2.0, whose processes take over when it expires. Nothing waits for this
   * operation, and none follows one that does not end.
   */
  private void holdOffEarlierRelease() {
    if (earlierPut.isComplete()) {
      earlierPut = leases.put(earlierKey, holder, EARLIER_TTL.toMillis());
    }
  }

  /**
   * Gives up a job that hangs here, so that another process can do it. Without another process,
   * this one takes the lease again later.
   */
  public void stepDown() {
    eligibleAt = timers.nanoTime() + STEP_DOWN_PAUSE.toNanos();
    release();
  }

  private boolean isEligible() {
    return timers.nanoTime() - eligibleAt >= 0;
  }

  /** Releases the lease, so that another process can take over immediately. */
  public Future<Void> release() {
    return answer.compose(renewed -> limited(ANSWER_TIMEOUT, remove())).mapEmpty();
  }

  private Future<Boolean> remove() {
    return Future.join(
            leases.removeIfPresent(key, held), leases.removeIfPresent(earlierKey, holder))
        .map(true);
  }

  private Future<Boolean> limited(Duration limit, Future<Boolean> operation) {
    return timeouts.within(limit, "An operation of a lease", operation).otherwise(false);
  }
}
