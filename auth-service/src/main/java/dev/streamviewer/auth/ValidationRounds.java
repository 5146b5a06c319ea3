package dev.streamviewer.auth;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every session validated when this process starts and then hourly, as Twitch demands of
 * everyone who keeps sessions ("Validating Tokens"). A few at a time, and spread over some minutes,
 * so that Twitch does not see a wave each hour.
 */
final class ValidationRounds {
  private static final Logger log = LoggerFactory.getLogger(ValidationRounds.class);

  static final Duration HOURLY = Duration.ofHours(1);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration SPREAD = Duration.ofMinutes(10);
  private static final int AT_A_TIME = 8;

  private final Vertx vertx;
  private final SessionStore sessions;
  private final SessionValidation validation;
  private final AuthMeters meters;
  private final Clock clock;
  private boolean running;

  ValidationRounds(
      Vertx vertx,
      SessionStore sessions,
      SessionValidation validation,
      AuthMeters meters,
      Clock clock) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.validation = validation;
    this.meters = meters;
    this.clock = clock;
  }

  /** Begins, on the context of the verticle that calls, and ends with it. */
  void start() {
    var begin = clock.instant();
    round(key -> begin);
    vertx.setPeriodic(PERIOD.toMillis(), id -> round(this::validSince));
  }

  /** A session that was validated before this is due: between 49 and 59 minutes ago. */
  private Instant validSince(String key) {
    var jitter = Math.floorMod(key.hashCode(), SPREAD.toSeconds());
    return clock.instant().minus(HOURLY).plus(PERIOD).plusSeconds(jitter);
  }

  /** A round that takes longer than the period, because Twitch is slow, makes the next one wait. */
  private void round(Function<String, Instant> since) {
    if (running) {
      return;
    }
    running = true;
    sessions
        .keys()
        .onSuccess(keys -> meters.sessions(keys.size()))
        .compose(keys -> validateAll(keys, since))
        .onFailure(failure -> log.warn("Sessions could not be validated", failure))
        .onComplete(done -> running = false);
  }

  private Future<?> validateAll(Set<String> keys, Function<String, Instant> since) {
    var queue = new ArrayDeque<>(keys);
    var workers = Stream.generate(() -> worker(queue, since)).limit(AT_A_TIME).toList();
    return Future.all(workers);
  }

  private Future<Void> worker(Queue<String> queue, Function<String, Instant> since) {
    var done = Promise.<Void>promise();
    next(queue, since, done);
    return done.future();
  }

  /**
   * Each step is a turn of its own on the event loop: sessions not due would else pile up calls.
   */
  private void next(Queue<String> queue, Function<String, Instant> since, Promise<Void> done) {
    var key = queue.poll();
    if (key == null) {
      done.complete();
      return;
    }
    validation
        .ensure(key, since.apply(key))
        .onFailure(failure -> log.warn("A session could not be validated", failure))
        .onComplete(it -> vertx.runOnContext(v -> next(queue, since, done)));
  }
}
