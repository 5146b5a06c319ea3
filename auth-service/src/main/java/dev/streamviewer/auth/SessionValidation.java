package dev.streamviewer.auth;

import dev.streamviewer.auth.twitch.OAuthTokens;
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
 * Asks Twitch whether the token behind a session is still good, and renews it once if not
 * ("Validating Tokens" and "Refreshing Access Tokens" of Twitch's documentation). A session ends
 * when Twitch says so, never because Twitch cannot be asked.
 */
final class SessionValidation {
  private static final Logger log = LoggerFactory.getLogger(SessionValidation.class);

  private static final int UNAUTHORIZED = 401;
  private static final int BAD_REQUEST = 400;

  /** Sessions share locks, because a cluster never forgets the name of one. */
  private static final int LOCKS = 256;

  /** Longer than one validation and one refresh take. */
  private static final long LOCK_MILLIS = 11_000;

  /** How long Twitch is left alone after it could not be reached. */
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final SharedData shared;
  private final SessionStore sessions;
  private final TwitchOAuth oauth;
  private final TwitchUsers users;
  private final AuthMeters meters;
  private final Clock clock;
  private Instant pausedUntil = Instant.MIN;

  SessionValidation(
      SharedData shared,
      SessionStore sessions,
      TwitchOAuth oauth,
      TwitchUsers users,
      AuthMeters meters,
      Clock clock) {
    this.shared = shared;
    this.sessions = sessions;
    this.oauth = oauth;
    this.users = users;
    this.meters = meters;
    this.clock = clock;
  }

  /**
   * Makes sure that Twitch has vouched for a session at or after a point in time, if Twitch can be
   * asked. One at a time for each session in the whole cluster, since a refresh token may work only
   * once; who waited finds the work done. It looks before it takes the lock, which is dear.
   */
  Future<Void> ensure(String key, Instant since) {
    return due(key, since)
        .compose(
            session ->
                session.isEmpty()
                    ? Future.succeededFuture()
                    : shared.withLock(lock(key), LOCK_MILLIS, () -> validateIfDue(key, since)));
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
        .onSuccess(identity -> meters.validation("good"))
        .compose(
            identity ->
                sessions
                    .replace(key, session.validated(identity, clock.instant()))
                    .<Void>mapEmpty())
        .recover(failure -> notValidated(key, session, failure));
  }

  private Future<Void> notValidated(String key, UserSession session, Throwable failure) {
    if (failure instanceof TwitchFailure twitch && twitch.status() == UNAUTHORIZED) {
      meters.validation("bad");
      return session.refreshToken() == null ? end(key, session) : refresh(key, session);
    }
    meters.validation("unknown");
    return keep(session, failure);
  }

  private Future<Void> refresh(String key, UserSession session) {
    return oauth
        .refresh(session.refreshToken())
        .onSuccess(tokens -> meters.refresh("renewed"))
        .compose(tokens -> store(key, session, tokens))
        .recover(failure -> notRefreshed(key, session, failure));
  }

  /** If the person signed out meanwhile, nobody else will ever revoke the new token. */
  private Future<Void> store(String key, UserSession session, OAuthTokens tokens) {
    return sessions
        .replace(key, session.renewed(tokens, clock.instant()))
        .compose(
            kept ->
                kept ? Future.succeededFuture() : oauth.revoke(tokens.access()).otherwiseEmpty());
  }

  private Future<Void> notRefreshed(String key, UserSession session, Throwable failure) {
    if (failure instanceof TwitchFailure twitch && consentIsGone(twitch)) {
      meters.refresh("refused");
      log.info("Refresh for {} refused: {}", session.viewer().login(), twitch.getMessage());
      return end(key, session);
    }
    meters.refresh("unknown");
    return keep(session, failure);
  }

  /** Not 403: with that Twitch refuses our own secret, which says nothing about the user. */
  private static boolean consentIsGone(TwitchFailure failure) {
    return failure.status() == BAD_REQUEST || failure.status() == UNAUTHORIZED;
  }

  private Future<Void> end(String key, UserSession session) {
    log.info("Session of {} ended by Twitch", session.viewer().login());
    return sessions.remove(key).onSuccess(it -> meters.sessionEnded("consent")).mapEmpty();
  }

  private Future<Void> keep(UserSession session, Throwable failure) {
    pausedUntil = clock.instant().plus(PAUSE);
    log.warn("Session of {} not validated: {}", session.viewer().login(), failure.getMessage());
    return Future.succeededFuture();
  }
}
