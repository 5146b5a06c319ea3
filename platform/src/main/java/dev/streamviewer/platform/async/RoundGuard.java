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
 * Ends rounds that hang. Work that begins its next round when the last one has ended stands still
 * for ever if one never ends, and a lease that is renewed meanwhile keeps every other process from
 * doing it. What counts is progress, not length: a round may take as long as it has much to do.
 *
 * <p>All calls come from one context.
 */
public final class RoundGuard {
  private static final Logger log = LoggerFactory.getLogger(RoundGuard.class);

  private final Vertx vertx;
  private final String work;
  private final Duration patience;
  private final Runnable stalled;
  private final Counter completed;
  private final Counter failed;
  private final Counter givenUp;
  private final Set<Round> underWay = new HashSet<>();

  /**
   * Guards rounds that hold nothing which others wait for.
   *
   * @param work what the rounds do, as the metric and the log name it
   * @param patience how long a round may go on without progress; the longest step takes less
   */
  public RoundGuard(Vertx vertx, String work, Duration patience, MeterRegistry meters) {
    this(vertx, work, patience, meters, () -> {});
  }

  /**
   * Guards rounds.
   *
   * @param stalled releases what a round that hangs holds, such as a lease
   */
  public RoundGuard(
      Vertx vertx, String work, Duration patience, MeterRegistry meters, Runnable stalled) {
    this.vertx = vertx;
    this.work = work;
    this.patience = patience;
    this.stalled = stalled;
    this.completed = counter(meters, "completed");
    this.failed = counter(meters, "failed");
    this.givenUp = counter(meters, "stalled");
  }

  /**
   * Runs a round.
   *
   * @return what became of it; fails with a {@link TimeoutException} if it hangs, and what it comes
   *     to later is ignored
   */
  public <T> Future<T> run(Function<Round, Future<T>> work) {
    var round = new Round();
    var result = Promise.<T>promise();
    underWay.add(round);
    var timer = vertx.setPeriodic(patience.toMillis(), look -> look(round, result));
    begin(work, round, CallerContext.current(), result);
    return result
        .future()
        .onComplete(
            ended -> {
              vertx.cancelTimer(timer);
              underWay.remove(round);
              round.end();
            });
  }

  /** Tells that the rounds under way go on, for steps that do not know theirs. */
  public void progress() {
    underWay.forEach(Round::progress);
  }

  private <T> void begin(
      Function<Round, Future<T>> work, Round round, CallerContext caller, Promise<T> result) {
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

  private void look(Round round, Promise<?> result) {
    if (round.hasProgressed()) {
      return;
    }
    var sentence = "no step ended within %s s".formatted(patience.toMillis() / 1000.0);
    log.error("A round of {} hangs and is given up: {}", work, sentence);
    givenUp.increment();
    stalled.run();
    result.tryFail(new TimeoutException("The round was given up: " + sentence));
  }

  private Counter counter(MeterRegistry meters, String outcome) {
    return meters.counter("background_rounds", "work", work, "outcome", outcome);
  }
}
