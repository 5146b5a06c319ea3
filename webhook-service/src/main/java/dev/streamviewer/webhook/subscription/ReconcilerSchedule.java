package dev.streamviewer.webhook.subscription;

import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.cluster.LeaderLease;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the {@link SubscriptionReconciler} work every half minute, sooner after a round that failed
 * and less often where its lists cost much, in the one process of the cluster that holds the lease;
 * and soon where there is a reason, in whichever process learns of it: what is settled twice does
 * no harm. The process that takes over from another looks soon.
 */
public final class ReconcilerSchedule {
  private static final Logger log = LoggerFactory.getLogger(ReconcilerSchedule.class);

  /** More than a call may be held back for the rate limit, twice, and than Twitch may take. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
  private static final Duration UNSETTLED = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(1);

  /** The lease lasts five seconds. */
  private static final Duration RENEWAL = Duration.ofSeconds(2);

  private final Vertx vertx;
  private final SubscriptionReconciler reconciler;
  private final LeaderLease lease;
  private final RoundGuard guard;
  private long timer = -1;
  private long renewal = -1;
  private boolean holdsLease;
  private boolean underWay;
  private boolean reason;
  private boolean stopped;

  /**
   * @param guard ends a round that hangs, and has the lease stepped down from
   */
  public ReconcilerSchedule(
      Vertx vertx, SubscriptionReconciler reconciler, LeaderLease lease, RoundGuard guard) {
    this.vertx = vertx;
    this.reconciler = reconciler;
    this.lease = lease;
    this.guard = guard;
  }

  public void start() {
    renewal = vertx.setPeriodic(RENEWAL.toMillis(), now -> renew());
    next(FIRST);
  }

  /** There is a reason to look: Twitch ended something, or could not name somebody. */
  public void soon() {
    reason = true;
    if (!underWay) {
      next(SOON);
    }
  }

  public Future<Void> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    vertx.cancelTimer(renewal);
    return lease.release();
  }

  private void next(Duration pause) {
    vertx.cancelTimer(timer);
    if (!stopped) {
      timer = vertx.setTimer(pause.toMillis(), now -> round());
    }
  }

  private void renew() {
    lease.renew().onSuccess(this::renewed);
  }

  private void renewed(boolean ours) {
    var takenOver = ours && !holdsLease;
    holdsLease = ours;
    if (takenOver && !underWay) {
      next(SOON);
    }
  }

  private void round() {
    underWay = true;
    var forReason = reason;
    reason = false;
    guard
        .run(
            round ->
                (forReason
                        ? Future.succeededFuture(true)
                        : lease.renew().onSuccess(ours -> holdsLease = ours))
                    .compose(ours -> ours ? reconciler.reconcile(round) : rest()))
        .onFailure(this::tell)
        .onComplete(
            done -> {
              underWay = false;
              next(reason ? SOON : done.succeeded() ? pause() : AFTER_FAILURE);
              reason |= forReason && (done.failed() || reconciler.lacksNames());
            });
  }

  private void tell(Throwable failure) {
    if (!stopped) {
      log.warn("Subscriptions wait for Twitch: {}", failure.getMessage());
    }
  }

  private Future<Void> rest() {
    reconciler.rest();
    return Future.succeededFuture();
  }

  private Duration pause() {
    return reconciler.isUnsettled() ? UNSETTLED : reconciler.pause();
  }
}
