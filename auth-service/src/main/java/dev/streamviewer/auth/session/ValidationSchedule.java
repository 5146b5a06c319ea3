package dev.streamviewer.auth.session;

import dev.streamviewer.platform.async.GuardedRound;
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
 * Validates every session at the start of this process and then hourly, as Twitch requires of all
 * applications that keep sessions ("Validating Tokens"). A round runs a few validations at a time
 * and spreads them over some minutes, so that Twitch does not see a wave each hour.
 */
public final class ValidationSchedule {
  private static final Logger log = LoggerFactory.getLogger(ValidationSchedule.class);

  static final Duration VALIDATION_INTERVAL = Duration.ofHours(1);

  /** More than one session takes: the wait for its lock, and two calls to Twitch. */
  public static final Duration STALL_TIMEOUT = Duration.ofMinutes(1);

  private static final Duration ROUND_PERIOD = Duration.ofMinutes(1);
  private static final Duration SPREAD = Duration.ofMinutes(10);
  private static final int PARALLEL_VALIDATIONS = 8;

  private final Vertx vertx;
  private final SessionStore sessions;
  private final SessionValidation validation;
  private final SessionMeters meters;
  private final RoundGuard guard;
  private final Clock clock;
  private boolean running;

  /**
   * @param guard ends a round that hangs
   */
  public ValidationSchedule(
      Vertx vertx,
      SessionStore sessions,
      SessionValidation validation,
      SessionMeters meters,
      RoundGuard guard,
      Clock clock) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.validation = validation;
    this.meters = meters;
    this.guard = guard;
    this.clock = clock;
  }

  /** Starts the rounds on the context of the calling verticle, and ends with that verticle. */
  public void start() {
    var startedAt = clock.instant();
    round(key -> startedAt);
    vertx.setPeriodic(ROUND_PERIOD.toMillis(), id -> round(this::dueBefore));
  }

  /** Returns the time before which a validation is too old: between 49 and 59 minutes ago. */
  private Instant dueBefore(String key) {
    var jitter = Math.floorMod(key.hashCode(), SPREAD.toSeconds());
    return clock.instant().minus(VALIDATION_INTERVAL).plus(ROUND_PERIOD).plusSeconds(jitter);
  }

  /**
   * Starts a round unless one is running: a slow Twitch can make a round longer than the period.
   */
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
        .onFailure(failure -> log.warn("Cannot validate sessions", failure))
        .onComplete(done -> running = false);
  }

  private Future<Void> validateAll(
      GuardedRound round, Set<String> keys, Function<String, Instant> since) {
    var remaining = List.copyOf(keys).iterator();
    var workers =
        Stream.generate(() -> worker(round, remaining, since)).limit(PARALLEL_VALIDATIONS).toList();
    return Future.all(workers).mapEmpty();
  }

  private Future<Void> worker(
      GuardedRound round, Iterator<String> keys, Function<String, Instant> since) {
    return Sequentially.forEach(keys, key -> round.step(() -> validate(key, since)));
  }

  /** Validates one session. A failure does not stop the round. */
  private Future<Void> validate(String key, Function<String, Instant> since) {
    return validation
        .ensure(key, since.apply(key))
        .onFailure(failure -> log.warn("Cannot validate a session", failure))
        .otherwiseEmpty();
  }
}
