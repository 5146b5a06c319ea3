package dev.streamviewer.platform.async;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends rounds that hang. A job that begins its next round after the last one stops for ever if a
 * round never ends, and a lease that is still renewed keeps every other process from taking over.
 * Only progress matters, not duration: a round may take as long as its work requires.
 *
 * <p>All calls come from one context.
 */
public final class RoundGuard {
  private static final Logger log = LoggerFactory.getLogger(RoundGuard.class);

  private final Vertx vertx;
  private final String work;
  private final Duration stallTimeout;
  private final Runnable stalled;
  private final Counter completed;
  private final Counter failed;
  private final Counter givenUp;
  private final Set<GuardedRound> running = new HashSet<>();

  /**
   * Guards rounds that hold no resource that other rounds wait for.
   *
   * @param work the name of the job in the metric and the log
   * @param stallTimeout how long a round may continue without progress; the longest step takes less
   */
  public RoundGuard(Vertx vertx, String work, Duration stallTimeout, MeterRegistry meters) {
    this(vertx, work, stallTimeout, meters, () -> {});
  }

  /**
   * Guards rounds.
   *
   * @param stalled releases the resources of a stalled round, such as a lease
   */
  public RoundGuard(
      Vertx vertx, String work, Duration stallTimeout, MeterRegistry meters, Runnable stalled) {
    this.vertx = vertx;
    this.work = work;
    this.stallTimeout = stallTimeout;
    this.stalled = stalled;
    this.completed = counter(meters, "completed");
    this.failed = counter(meters, "failed");
    this.givenUp = counter(meters, "stalled");
  }

  /**
   * Runs a round.
   *
   * @return the result of the round; fails with a {@link TimeoutException} if it hangs, and its
   *     later result is ignored
   */
  public <T> Future<T> run(Function<GuardedRound, Future<T>> work) {
    var round = new GuardedRound();
    var result = Promise.<T>promise();
    running.add(round);
    var timer = vertx.setPeriodic(stallTimeout.toMillis(), check -> checkProgress(round, result));
    begin(work, round, CallerContext.current(), result);
    return result
        .future()
        .onComplete(
            ended -> {
              vertx.cancelTimer(timer);
              running.remove(round);
              round.end();
            });
  }

  /** Reports progress of all running rounds, for steps that do not know their round. */
  public void progress() {
    running.forEach(GuardedRound::progress);
  }

  /** Ends all running rounds: a step under way is finished, and no further one begins. */
  public void endRounds() {
    running.forEach(GuardedRound::end);
  }

  private <T> void begin(
      Function<GuardedRound, Future<T>> work,
      GuardedRound round,
      CallerContext caller,
      Promise<T> result) {
    Future.<T>future(promise -> work.apply(round).onComplete(promise))
        .onComplete(ended -> caller.run(() -> settle(ended, result)));
  }

  private <T> void settle(AsyncResult<T> ended, Promise<T> result) {
    if (result.future().isComplete()) {
      return;
    }
    (ended.succeeded() ? completed : failed).increment();
    if (ended.succeeded()) {
      result.complete(ended.result());
    } else {
      result.fail(ended.cause());
    }
  }

  private void checkProgress(GuardedRound round, Promise<?> result) {
    if (round.hasProgressed()) {
      return;
    }
    var sentence = "no step ended within %s s".formatted(stallTimeout.toMillis() / 1000.0);
    log.error("A round of {} made no progress and is given up: {}", work, sentence);
    givenUp.increment();
    stalled.run();
    result.tryFail(new TimeoutException("The round was given up: " + sentence));
  }

  private Counter counter(MeterRegistry meters, String outcome) {
    return Counter.builder("sev_background_rounds")
        .description("Rounds of background work; stalled ones were aborted without progress")
        .tags("work", work, "outcome", outcome)
        .register(meters);
  }
}
