package dev.streamviewer.auth.session;

import dev.streamviewer.auth.twitch.OAuthTokens;
import dev.streamviewer.auth.twitch.TokenIdentity;
import dev.streamviewer.auth.twitch.TwitchFailure;
import dev.streamviewer.auth.twitch.TwitchOAuth;
import dev.streamviewer.auth.twitch.TwitchUsers;
import io.vertx.core.Future;
import io.vertx.core.shareddata.SharedData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Twitch whether the token of a session is valid, and otherwise renews it once ("Validating
 * Tokens" and "Refreshing Access Tokens" of Twitch's documentation). A session ends only if Twitch
 * rejects it, never because Twitch cannot be reached.
 */
public final class SessionValidation {
  private static final Logger log = LoggerFactory.getLogger(SessionValidation.class);

  private static final int UNAUTHORIZED = 401;
  private static final int BAD_REQUEST = 400;

  /** Sessions share locks, because a cluster never removes the name of a lock. */
  private static final int LOCKS = 256;

  /** Longer than one validation and one refresh take. */
  private static final long LOCK_TIMEOUT_MS = 11_000;

  /** The pause after Twitch could not be reached. */
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(10);

  private final SharedData shared;
  private final SessionStore sessions;
  private final TwitchOAuth oauth;
  private final TwitchUsers users;
  private final SessionMeters meters;
  private final Clock clock;
  private Instant pausedUntil = Instant.MIN;

  public SessionValidation(
      SharedData shared,
      SessionStore sessions,
      TwitchOAuth oauth,
      TwitchUsers users,
      SessionMeters meters,
      Clock clock) {
    this.shared = shared;
    this.sessions = sessions;
    this.oauth = oauth;
    this.users = users;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Validates a session unless Twitch has confirmed it since a given time; does nothing while
   * Twitch cannot be reached. The cluster runs one validation of a session at a time, since a
   * refresh token may work only once; a waiting call then finds the work done. Checks the time
   * before taking the lock, which is expensive.
   */
  public Future<Void> ensure(String key, Instant since) {
    return due(key, since)
        .compose(
            session ->
                session.isEmpty()
                    ? Future.succeededFuture()
                    : shared.withLock(lock(key), LOCK_TIMEOUT_MS, () -> validateIfDue(key, since)));
  }

  private static String lock(String key) {
    return "auth.refresh." + Math.floorMod(key.hashCode(), LOCKS);
  }

  private Future<Void> validateIfDue(String key, Instant since) {
    return due(key, since)
        .compose(
            session -> session.map(it -> validate(key, it)).orElseGet(Future::succeededFuture));
  }

  private Future<Optional<UserSession>> due(String key, Instant since) {
    if (clock.instant().isBefore(pausedUntil)) {
      return Future.succeededFuture(Optional.empty());
    }
    return sessions
        .find(key)
        .map(session -> session.filter(it -> it.validatedAt().isBefore(since)));
  }

  private Future<Void> validate(String key, UserSession session) {
    return users
        .validate(session.accessToken())
        .compose(identity -> onIdentity(key, session, identity))
        .recover(failure -> onValidationFailure(key, session, failure));
  }

  private Future<Void> onIdentity(String key, UserSession session, TokenIdentity identity) {
    if (!identity.accountExists()) {
      meters.validation("bad");
      return end(key, session);
    }
    meters.validation("good");
    return sessions.replace(key, session.validated(identity, clock.instant())).mapEmpty();
  }

  private Future<Void> onValidationFailure(String key, UserSession session, Throwable failure) {
    if (failure instanceof TwitchFailure twitch && twitch.status() == UNAUTHORIZED) {
      meters.validation("bad");
      return session.refreshToken() == null ? end(key, session) : refresh(key, session);
    }
    meters.validation("unknown");
    return keepSession(session, failure);
  }

  private Future<Void> refresh(String key, UserSession session) {
    return oauth
        .refresh(session.refreshToken())
        .onSuccess(tokens -> meters.refresh("renewed"))
        .compose(tokens -> storeTokens(key, session, tokens))
        .recover(failure -> onRefreshFailure(key, session, failure));
  }

  /**
   * Stores new tokens. After a sign-out in the meantime, revokes the new token: no other code
   * would.
   */
  private Future<Void> storeTokens(String key, UserSession session, OAuthTokens tokens) {
    return sessions
        .replace(key, session.renewed(tokens, clock.instant()))
        .compose(
            replaced ->
                replaced
                    ? Future.succeededFuture()
                    : oauth.revoke(tokens.access()).otherwiseEmpty());
  }

  private Future<Void> onRefreshFailure(String key, UserSession session, Throwable failure) {
    if (failure instanceof TwitchFailure twitch && consentHasEnded(twitch)) {
      meters.refresh("refused");
      log.info(
          "Twitch refused to refresh the token of {}: {}",
          session.viewer().login(),
          twitch.getMessage());
      return end(key, session);
    }
    meters.refresh("unknown");
    return keepSession(session, failure);
  }

  /**
   * Returns whether the viewer's consent has ended. Not for 403: Twitch then refuses our own
   * secret, which says nothing about the user.
   */
  private static boolean consentHasEnded(TwitchFailure failure) {
    return failure.status() == BAD_REQUEST || failure.status() == UNAUTHORIZED;
  }

  private Future<Void> end(String key, UserSession session) {
    log.info("Twitch ended the session of {}", session.viewer().login());
    return sessions.remove(key).onSuccess(it -> meters.sessionEnded("consent")).mapEmpty();
  }

  private Future<Void> keepSession(UserSession session, Throwable failure) {
    pausedUntil = clock.instant().plus(OUTAGE_PAUSE);
    log.warn(
        "Cannot validate the session of {}: {}", session.viewer().login(), failure.getMessage());
    return Future.succeededFuture();
  }
}
