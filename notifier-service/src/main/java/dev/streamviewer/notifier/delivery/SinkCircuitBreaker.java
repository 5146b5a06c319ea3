package dev.streamviewer.notifier.delivery;

import dev.streamviewer.platform.async.SafeStart;
import dev.streamviewer.platform.retry.Backoff;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker for the calls to one sink. While the circuit is open nothing is sent: events are
 * refused at once instead of each waiting for a deadline, and the sender keeps them.
 *
 * <p>The circuit opens after several failures in a row, or for as long as the sink requests by
 * {@code Retry-After}. After a pause one call passes: its success closes the circuit, its failure
 * opens the circuit for longer. When the sink refuses our credentials the circuit opens at once,
 * and no event passes before the sink has accepted a probe without events.
 *
 * <p>Vert.x's own breaker counts failures in a period instead of in a row, and its pause is
 * constant: the pause can neither grow nor follow the sink's request. Not thread-safe: all calls
 * come from one context.
 */
public final class SinkCircuitBreaker {
  private static final Logger log = LoggerFactory.getLogger(SinkCircuitBreaker.class);

  static final int FAILURE_THRESHOLD = 5;
  static final Duration MIN_PAUSE = Duration.ofMillis(500);
  static final Duration MAX_PAUSE = Duration.ofSeconds(10);
  static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(30);
  static final Duration REFUSED_PAUSE = Duration.ofSeconds(10);

  private static final Backoff BACKOFF = new Backoff(MIN_PAUSE, MAX_PAUSE);

  private enum State {
    /** All calls pass. */
    CLOSED,
    /** The sink failed; a pause is under way. */
    OPEN,
    /** The sink refused our credentials; probes find out when that ends. */
    REFUSED,
    /** The next call passes. */
    HALF_OPEN,
    /** The trial call is under way; its result decides. */
    TRIAL
  }

  private final String sink;
  private final Supplier<Future<SinkResponse>> probe;
  private final BiConsumer<Duration, Runnable> timer;

  private State state = State.CLOSED;
  private int generation;
  private int failures;
  private Duration pause = MIN_PAUSE;

  /**
   * @param sink the name of the sink, for the log
   * @param probe a call with our credentials that changes nothing
   * @param timer runs an action once, after a pause
   */
  public SinkCircuitBreaker(
      String sink, Supplier<Future<SinkResponse>> probe, BiConsumer<Duration, Runnable> timer) {
    this.sink = sink;
    this.probe = probe;
    this.timer = timer;
  }

  /** Returns whether calls are refused at present. */
  public boolean isOpen() {
    return state != State.CLOSED && state != State.HALF_OPEN;
  }

  /**
   * Makes a call and updates the state by its result. Allowed only while the circuit is not open.
   */
  Future<List<SinkResponse>> call(Supplier<Future<List<SinkResponse>>> call) {
    if (state == State.HALF_OPEN) {
      enter(State.TRIAL);
    }
    var begun = generation;
    return SafeStart.of(call)
        .andThen(
            (responses, failure) -> {
              // A call that began before the last change says nothing about the present state.
              if (begun == generation) {
                update(responses);
              }
            });
  }

  /**
   * @param responses one for each event of the call; null after a failure
   */
  private void update(List<SinkResponse> responses) {
    if (responses == null) {
      failed(Duration.ZERO);
    } else if (responses.stream().anyMatch(it -> it.isAccepted() || it.isPermanentError())) {
      succeeded();
    } else if (responses.stream().anyMatch(SinkResponse::isRefusal)) {
      refused();
    } else {
      failed(
          responses.stream()
              .map(SinkResponse::retryAfter)
              .reduce(Duration.ZERO, SinkCircuitBreaker::max));
    }
  }

  private void succeeded() {
    failures = 0;
    if (state == State.TRIAL) {
      log.info("{} accepts events again", sink);
      pause = MIN_PAUSE;
      enter(State.CLOSED);
    }
  }

  private void failed(Duration retryAfter) {
    failures++;
    if (state == State.TRIAL || failures >= FAILURE_THRESHOLD || !retryAfter.isZero()) {
      open(retryAfter);
    }
  }

  private void open(Duration retryAfter) {
    var requested = min(retryAfter, MAX_RETRY_AFTER);
    var length = max(Backoff.jittered(pause), requested);
    log.warn(
        "{} fails. Events are refused until the next attempt in {} ms", sink, length.toMillis());
    pause = BACKOFF.after(pause);
    enter(State.OPEN);
    timer.accept(length, () -> enter(State.HALF_OPEN));
  }

  private void refused() {
    enter(State.REFUSED);
    timer.accept(REFUSED_PAUSE, this::probeAgain);
  }

  private void probeAgain() {
    SafeStart.of(probe)
        .onComplete(
            (response, failure) -> {
              if (failure == null && response.isAccepted()) {
                enter(State.HALF_OPEN);
              } else {
                refused();
              }
            });
  }

  private void enter(State next) {
    state = next;
    generation++;
    failures = 0;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) > 0 ? a : b;
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
