package dev.streamviewer.notifier;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether calls to Pusher have a chance. While it is open nothing is sent, so that events are
 * refused at once instead of each waiting for a deadline; who sent them keeps them.
 *
 * <p>It opens after some failures in a row, or for as long as Pusher asks by {@code Retry-After}.
 * After a pause one call is let through, and decides: it closes, or the next pause is longer. When
 * Pusher refuses our credentials it opens at once, and no event is let through before Pusher has
 * taken a call that carries none.
 *
 * <p>Vert.x's own breaker counts failures in a span of time instead of in a row, and its pause is
 * always the same: it can neither grow nor last as long as Pusher asks. Not thread-safe: all calls
 * come from one context.
 */
final class Circuit {
  private static final Logger log = LoggerFactory.getLogger(Circuit.class);

  static final int FAILURES = 5;
  static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);
  static final Duration REFUSED_PAUSE = Duration.ofSeconds(10);

  private enum State {
    /** All calls pass. */
    CLOSED,
    /** Pusher failed; a pause is under way. */
    OPEN,
    /** Pusher refused our credentials; it is asked now and then whether it still does. */
    REFUSED,
    /** The next call passes. */
    HALF_OPEN,
    /** That call is under way; its answer decides. */
    TRYING
  }

  private final Supplier<Future<PusherAnswer>> probe;
  private final BiConsumer<Duration, Runnable> timer;

  private State state = State.CLOSED;
  private int turn;
  private int failures;
  private Duration pause = SHORTEST_PAUSE;

  /**
   * @param probe a call with our credentials that changes nothing
   * @param timer runs an action once, after a pause
   */
  Circuit(Supplier<Future<PusherAnswer>> probe, BiConsumer<Duration, Runnable> timer) {
    this.probe = probe;
    this.timer = timer;
  }

  /** Whether a call would be in vain now. */
  boolean isOpen() {
    return state != State.CLOSED && state != State.HALF_OPEN;
  }

  /** Makes a call, only to be asked for while the circuit is not open, and learns from its end. */
  Future<PusherAnswer> call(Supplier<Future<PusherAnswer>> call) {
    if (state == State.HALF_OPEN) {
      enter(State.TRYING);
    }
    var asked = turn;
    return call.get()
        .andThen(
            (answer, failure) -> {
              // Calls that began before the last change tell of a time that is over.
              if (asked == turn) {
                learn(answer);
              }
            });
  }

  /**
   * @param answer null if none came
   */
  private void learn(PusherAnswer answer) {
    if (answer == null) {
      failed(Duration.ZERO);
    } else if (answer.isRefusal()) {
      refused();
    } else if (answer.accepted() || answer.isFinal()) {
      worked();
    } else {
      failed(answer.retryAfter());
    }
  }

  private void worked() {
    failures = 0;
    if (state == State.TRYING) {
      log.info("Pusher takes events again");
      pause = SHORTEST_PAUSE;
      enter(State.CLOSED);
    }
  }

  private void failed(Duration retryAfter) {
    failures++;
    if (state == State.TRYING || failures >= FAILURES || !retryAfter.isZero()) {
      open(retryAfter);
    }
  }

  private void open(Duration retryAfter) {
    var wanted = shorter(retryAfter, LONGEST_RETRY_AFTER);
    var own = jittered(pause);
    var wait = own.compareTo(wanted) < 0 ? wanted : own;
    log.warn("Pusher fails: events are refused, the next try is in {} ms", wait.toMillis());
    pause = shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    enter(State.OPEN);
    timer.accept(wait, () -> enter(State.HALF_OPEN));
  }

  private void refused() {
    enter(State.REFUSED);
    timer.accept(REFUSED_PAUSE, this::askAgain);
  }

  private void askAgain() {
    probe
        .get()
        .onComplete(
            (answer, failure) -> {
              if (failure == null && answer.accepted()) {
                enter(State.HALF_OPEN);
              } else {
                refused();
              }
            });
  }

  private void enter(State next) {
    state = next;
    turn++;
    failures = 0;
  }

  /** Between half of it and all of it, so that several notifiers do not try in step. */
  private static Duration jittered(Duration pause) {
    var millis = pause.toMillis();
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
