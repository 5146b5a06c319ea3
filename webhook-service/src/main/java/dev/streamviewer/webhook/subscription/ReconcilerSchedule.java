package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.LeaderLease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the {@link SubscriptionReconciler} every half minute in the process that holds the lease:
 * sooner after a failed round, less often if its lists are expensive. On request, any process runs
 * a round soon; duplicate rounds do no harm. A process that takes over the lease also runs a round
 * soon.
 */
public final class ReconcilerSchedule {
  private static final Logger log = LoggerFactory.getLogger(ReconcilerSchedule.class);

  /** Exceeds twice the longest rate limit delay of a call plus the time of an answer. */
  public static final Duration STALL_TIMEOUT = Duration.ofMinutes(2);

  private static final Duration INITIAL_DELAY = Duration.ofSeconds(1);
  private static final Duration FAILURE_DELAY = Duration.ofSeconds(5);
  private static final Duration UNSETTLED_DELAY = Duration.ofSeconds(5);
  private static final Duration REQUEST_DELAY = Duration.ofSeconds(1);

  /** Below the lease time of five seconds. */
  private static final Duration LEASE_RENEWAL = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final LeaderLease lease;
  private final RoundGuard guard;
  private SubscriptionReconciler reconciler;
  private long timer = -1;
  private long renewalTimer = -1;
  private boolean holdsLease;
  private boolean running;
  private boolean requested;
  private boolean active;

  /**
   * @param guard ends a round that hangs and makes this process step down from the lease
   */
  public ReconcilerSchedule(Vertx vertx, LeaderLease lease, RoundGuard guard) {
    this.vertx = vertx;
    this.lease = lease;
    this.guard = guard;
  }

  /** Starts the rounds of a reconciler. Rounds requested earlier come with the first one. */
  public void start(SubscriptionReconciler reconciler) {
    this.reconciler = reconciler;
    active = true;
    renewalTimer = vertx.setPeriodic(LEASE_RENEWAL.toMillis(), now -> renew());
    schedule(INITIAL_DELAY);
  }

  /** Requests a round soon: Twitch ended a subscription, or a name could not be resolved. */
  public void requestRound() {
    requested = true;
    if (!running) {
      schedule(REQUEST_DELAY);
    }
  }

  public Future<Void> stop() {
    active = false;
    vertx.cancelTimer(timer);
    vertx.cancelTimer(renewalTimer);
    return lease.release();
  }

  private void schedule(Duration pause) {
    vertx.cancelTimer(timer);
    if (active) {
      timer = vertx.setTimer(pause.toMillis(), now -> round());
    }
  }

  private void renew() {
    lease.renew().onSuccess(this::renewed);
  }

  private void renewed(boolean held) {
    var takenOver = held && !holdsLease;
    holdsLease = held;
    if (takenOver && !running) {
      schedule(REQUEST_DELAY);
    }
  }

  private void round() {
    running = true;
    var wasRequested = requested;
    requested = false;
    guard
        .run(
            round ->
                (wasRequested
                        ? Future.succeededFuture(true)
                        : lease.renew().onSuccess(held -> holdsLease = held))
                    .compose(held -> held ? reconciler.reconcile(round) : standDown()))
        .onFailure(this::logFailure)
        .onComplete(
            done -> {
              running = false;
              schedule(requested ? REQUEST_DELAY : done.succeeded() ? pause() : FAILURE_DELAY);
              requested |= wasRequested && (done.failed() || reconciler.hasUnresolvedNames());
            });
  }

  private void logFailure(Throwable failure) {
    if (active) {
      log.warn(
          "Subscriptions could not be reconciled, the next round follows soon: {}",
          failure.getMessage());
    }
  }

  private Future<Void> standDown() {
    reconciler.standDown();
    return Future.succeededFuture();
  }

  private Duration pause() {
    return reconciler.isUnsettled() ? UNSETTLED_DELAY : reconciler.pause();
  }
}
