package dev.streamviewer.auth.session;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.async.GuardedRound;
import dev.streamviewer.platform.async.RoundGuard;
import dev.streamviewer.platform.async.Sequentially;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.ValidateSessions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Validates the sessions of viewers whose consent or account Twitch has reported as ended. Twitch
 * decides whether a session ends: a single subscription may end while the token stays valid.
 *
 * <p>Sessions are not indexed by viewer, so one round reads all of them for many viewers.
 */
public final class ViewerValidation {
  private static final Logger log = LoggerFactory.getLogger(ViewerValidation.class);

  /**
   * Twitch ends the subscriptions first, and the token a moment later. Open pages of the viewer ask
   * after two seconds and can show the reason, so they should be first.
   */
  private static final Duration TOKEN_END = Duration.ofSeconds(4);

  /** The hourly validation covers all further viewers. */
  private static final int MAX_VIEWERS = 1_000;

  private final Vertx vertx;
  private final SessionStore sessions;
  private final SessionValidation validation;
  private final Function<String, Future<Void>> overlays;
  private final RoundGuard guard;
  private final Clock clock;
  private final Set<String> reported = new HashSet<>();
  private boolean scheduled;

  /**
   * @param overlays checks the overlays of a viewer, which need no session
   * @param guard ends a round that hangs
   */
  public ViewerValidation(
      Vertx vertx,
      SessionStore sessions,
      SessionValidation validation,
      Function<String, Future<Void>> overlays,
      RoundGuard guard,
      Clock clock) {
    this.vertx = vertx;
    this.sessions = sessions;
    this.validation = validation;
    this.overlays = overlays;
    this.guard = guard;
    this.clock = clock;
  }

  /** Validates the sessions of a viewer soon. Does not wait for the result. */
  public Future<Done> validate(ValidateSessions question) {
    if (reported.size() < MAX_VIEWERS) {
      reported.add(question.viewerId());
    }
    schedule();
    return Future.succeededFuture(new Done());
  }

  private void schedule() {
    if (scheduled || reported.isEmpty()) {
      return;
    }
    scheduled = true;
    vertx
        .timer(TOKEN_END.toMillis(), MILLISECONDS)
        .compose(passed -> guard.run(this::validateReported))
        .onFailure(failure -> log.warn("Cannot validate the sessions of some viewers", failure))
        .onComplete(
            done -> {
              scheduled = false;
              schedule();
            });
  }

  private Future<Void> validateReported(GuardedRound round) {
    var viewers = Set.copyOf(reported);
    reported.clear();
    return Sequentially.forEach(
            viewers.iterator(), viewer -> round.step(() -> validateOverlays(viewer)))
        .compose(done -> round.step(sessions::keys))
        .compose(
            keys ->
                Sequentially.forEach(
                    List.copyOf(keys).iterator(), key -> round.step(() -> validate(key, viewers))));
  }

  /** Checks the overlays of one viewer. A failure does not stop the round. */
  private Future<Void> validateOverlays(String viewerId) {
    return overlays
        .apply(viewerId)
        .onFailure(failure -> log.warn("Cannot check the overlays of a viewer", failure))
        .otherwiseEmpty();
  }

  /** Validates one session. A failure does not stop the round. */
  private Future<Void> validate(String key, Set<String> viewers) {
    return sessions
        .find(key)
        .compose(
            session ->
                session.filter(it -> viewers.contains(it.viewer().id())).isPresent()
                    ? validation.ensure(key, clock.instant())
                    : Future.succeededFuture())
        .onFailure(failure -> log.warn("Cannot validate a session", failure))
        .otherwiseEmpty();
  }
}
