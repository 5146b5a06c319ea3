package dev.streamviewer.auth;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.auth.twitch.TwitchOAuth;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.Done;
import dev.streamviewer.platform.contract.auth.ChatConsentRevoked;
import dev.streamviewer.platform.contract.auth.EndSession;
import dev.streamviewer.platform.contract.auth.FindSession;
import dev.streamviewer.platform.contract.auth.Session;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What others may do with a session: find it by its cookie, and end it. */
final class SessionService {
  private static final Logger log = LoggerFactory.getLogger(SessionService.class);

  /** The hourly round comes first, unless no service ran; then the viewer's own ask does it. */
  private static final Duration OVERDUE = ValidationSchedule.HOURLY.plusMinutes(5);

  /** Nobody makes us ask Twitch more often than that. */
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** A slow Twitch does not hold up a page: the session is good until Twitch says otherwise. */
  private static final long VALIDATION_MILLIS = 5_000;

  private static final long REVOCATION_MILLIS = 2_000;

  private final SessionStore store;
  private final SessionValidation validation;
  private final TwitchOAuth oauth;
  private final Consumer<ChatConsentRevoked> lenderGone;
  private final AuthMeters meters;
  private final Clock clock;

  /**
   * @param lenderGone is told of the end of a session that could be lent
   */
  SessionService(
      SessionStore store,
      SessionValidation validation,
      TwitchOAuth oauth,
      Consumer<ChatConsentRevoked> lenderGone,
      AuthMeters meters,
      Clock clock) {
    this.store = store;
    this.validation = validation;
    this.oauth = oauth;
    this.lenderGone = lenderGone;
    this.meters = meters;
    this.clock = clock;
  }

  /** Who is signed in; fails with UNAUTHENTICATED if nobody is. */
  Future<Session> find(FindSession question) {
    if (isEmpty(question.session())) {
      return nobody();
    }
    var key = SessionStore.key(question.session());
    return store
        .find(key)
        .compose(session -> validated(key, session, question.fresh() ? FRESH : OVERDUE))
        .compose(session -> session.map(it -> answer(key, it)).orElseGet(SessionService::nobody));
  }

  /** Also succeeds if there is no such session, or Twitch cannot be told. */
  Future<Done> end(EndSession question) {
    if (isEmpty(question.session())) {
      return Future.succeededFuture(new Done());
    }
    var key = SessionStore.key(question.session());
    return store
        .remove(key)
        .onSuccess(session -> session.ifPresent(it -> notLentAnyMore(key, it)))
        .compose(session -> session.map(this::ended).orElseGet(Future::succeededFuture))
        .map(new Done());
  }

  private Future<Optional<UserSession>> validated(
      String key, Optional<UserSession> session, Duration age) {
    var since = clock.instant().minus(age);
    if (session.isEmpty() || !session.get().validatedAt().isBefore(since)) {
      return Future.succeededFuture(session);
    }
    return validation
        .ensure(key, since)
        .timeout(VALIDATION_MILLIS, MILLISECONDS)
        .onFailure(failure -> log.warn("A session could not be validated", failure))
        .transform(any -> store.find(key));
  }

  private Future<Void> ended(UserSession session) {
    log.info("{} signed out", session.viewer().login());
    meters.sessionEnded("logout");
    var revocations =
        Stream.of(session.accessToken(), session.refreshToken())
            .filter(token -> token != null)
            .map(this::revoke)
            .toList();
    return Future.join(revocations)
        .timeout(REVOCATION_MILLIS, MILLISECONDS)
        .transform(any -> Future.succeededFuture());
  }

  private Future<Void> revoke(Secret token) {
    return oauth
        .revoke(token)
        .onFailure(failure -> log.info("A token was not revoked: {}", failure.getMessage()));
  }

  private static boolean isEmpty(Secret cookie) {
    return cookie == null || cookie.value() == null;
  }

  /** At once: whoever signs out does not wait for Twitch to stop lending. */
  private void notLentAnyMore(String key, UserSession session) {
    if (ChatConsent.given(session.viewer())) {
      lenderGone.accept(new ChatConsentRevoked(ChatConsent.lender(key, session.viewer())));
    }
  }

  private static Future<Session> answer(String key, UserSession session) {
    var viewer = session.viewer();
    return Future.succeededFuture(new Session(viewer, ChatConsent.lender(key, viewer)));
  }

  private static Future<Session> nobody() {
    return Future.failedFuture(
        new BusFailure(
            Reason.UNAUTHENTICATED, "You are not signed in. Please sign in with Twitch."));
  }
}
