package dev.streamviewer.notifier.delivery;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether calls to an outlet have a chance. While it is open nothing is sent, so that events are
 * refused at once instead of each waiting for a deadline; who sent them keeps them.
 *
 * <p>It opens after some failures in a row, or for as long as the outlet asks by {@code
 * Retry-After}. After a pause one call is let through, and decides: it closes, or the next pause is
 * longer. When the outlet refuses our credentials it opens at once, and no event is let through
 * before the outlet has taken a call that carries none.
 *
 * <p>Vert.x's own breaker counts failures in a span of time instead of in a row, and its pause is
 * always the same: it can neither grow nor last as long as an outlet asks. Not thread-safe: all
 * calls come from one context.
 */
public final class Circuit {
  private static final Logger log = LoggerFactory.getLogger(Circuit.class);

  static final int FAILURES = 5;
  static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  static final Duration LONGEST_RETRY_AFTER = Duration.ofSeconds(30);
  static final Duration REFUSED_PAUSE = Duration.ofSeconds(10);

  private enum State {
    /** All calls pass. */
    CLOSED,
    /** The outlet failed; a pause is under way. */
    OPEN,
    /** The outlet refused our credentials; it is asked now and then whether it still does. */
    REFUSED,
    /** The next call passes. */
    HALF_OPEN,
    /** That call is under way; its answer decides. */
    TRYING
  }

  private final String outlet;
  private final Supplier<Future<SinkResponse>> probe;
  private final BiConsumer<Duration, Runnable> timer;

  private State state = State.CLOSED;
  private int turn;
  private int failures;
  private Duration pause = SHORTEST_PAUSE;

  /**
   * @param outlet its name, for the log
   * @param probe a call with our credentials that changes nothing
   * @param timer runs an action once, after a pause
   */
  public Circuit(
      String outlet, Supplier<Future<SinkResponse>> probe, BiConsumer<Duration, Runnable> timer) {
    this.outlet = outlet;
    this.probe = probe;
    this.timer = timer;
  }

  /** Whether a call would be in vain now. */
  public boolean isOpen() {
    return state != State.CLOSED && state != State.HALF_OPEN;
  }

  /** Makes a call, only to be asked for while the circuit is not open, and learns from its end. */
  Future<List<SinkResponse>> call(Supplier<Future<List<SinkResponse>>> call) {
    if (state == State.HALF_OPEN) {
      enter(State.TRYING);
    }
    var asked = turn;
    return call.get()
        .andThen(
            (answers, failure) -> {
              // Calls that began before the last change tell of a time that is over.
              if (asked == turn) {
                learn(answers);
              }
            });
  }

  /**
   * @param answers one for each event of the call; null if none came
   */
  private void learn(List<SinkResponse> answers) {
    if (answers == null) {
      failed(Duration.ZERO);
    } else if (answers.stream().anyMatch(it -> it.accepted() || it.isFinal())) {
      worked();
    } else if (answers.stream().anyMatch(SinkResponse::isRefusal)) {
      refused();
    } else {
      failed(answers.stream().map(SinkResponse::retryAfter).reduce(Duration.ZERO, Circuit::longer));
    }
  }

  private void worked() {
    failures = 0;
    if (state == State.TRYING) {
      log.info("{} takes events again", outlet);
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
    var wait = longer(jittered(pause), wanted);
    log.warn("{} fails: events are refused, the next try is in {} ms", outlet, wait.toMillis());
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

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
