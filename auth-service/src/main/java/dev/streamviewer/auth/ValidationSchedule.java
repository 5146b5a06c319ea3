package dev.streamviewer.auth;

import dev.streamviewer.platform.async.Round;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Sequentially;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
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
final class ValidationSchedule {
  private static final Logger log = LoggerFactory.getLogger(ValidationSchedule.class);

  static final Duration HOURLY = Duration.ofHours(1);

  /** More than one session may take: the wait for its lock, and two calls of Twitch. */
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration SPREAD = Duration.ofMinutes(10);
  private static final int AT_A_TIME = 8;

  private final Vertx vertx;
  private final SessionStore sessions;
  private final SessionValidation validation;
  private final AuthMeters meters;
  private final RoundGuard guard;
  private final Clock clock;
  private boolean running;

  /**
   * @param guard ends a round that hangs
   */
  ValidationSchedule(
      Vertx vertx,
      SessionStore sessions,
      SessionValidation validation,
      AuthMeters meters,
      RoundGuard guard,
      Clock clock) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.validation = validation;
    this.meters = meters;
    this.guard = guard;
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
    guard
        .run(
            round ->
                round
                    .step(sessions::keys)
                    .onSuccess(keys -> meters.sessions(keys.size()))
                    .compose(keys -> validateAll(round, keys, since)))
        .onFailure(failure -> log.warn("Sessions could not be validated", failure))
        .onComplete(done -> running = false);
  }

  private Future<Void> validateAll(Round round, Set<String> keys, Function<String, Instant> since) {
    var rest = List.copyOf(keys).iterator();
    var workers = Stream.generate(() -> worker(round, rest, since)).limit(AT_A_TIME).toList();
    return Future.all(workers).mapEmpty();
  }

  private Future<Void> worker(Round round, Iterator<String> keys, Function<String, Instant> since) {
    return Sequentially.forEach(keys, key -> round.step(() -> validate(key, since)));
  }

  /** One that fails keeps no other from being validated. */
  private Future<Void> validate(String key, Function<String, Instant> since) {
    return validation
        .ensure(key, since.apply(key))
        .onFailure(failure -> log.warn("A session could not be validated", failure))
        .otherwiseEmpty();
  }
}
