package dev.streamviewer.auth.session;

import dev.streamviewer.auth.consent.ChatConsent;
import dev.streamviewer.auth.consent.ModeratedChannelsConsent;
import dev.streamviewer.auth.twitch.TwitchOAuth;
import dev.streamviewer.platform.async.Timeouts;
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

/** Session requests of other services: finding a session by its cookie, and ending it. */
public final class SessionService {
  private static final Logger log = LoggerFactory.getLogger(SessionService.class);

  /**
   * The age at which a request validates a session. The hourly round comes first, unless no service
   * ran.
   */
  private static final Duration MAX_VALIDATION_AGE =
      ValidationSchedule.VALIDATION_INTERVAL.plusMinutes(5);

  /** The age of a fresh validation. No client can make us ask Twitch more often. */
  private static final Duration FRESH_VALIDATION_AGE = Duration.ofSeconds(1);

  /** A slow Twitch must not delay a page: a session is valid until Twitch rejects it. */
  private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(5);

  private static final Duration REVOCATION_TIMEOUT = Duration.ofSeconds(2);

  private final SessionStore store;
  private final SessionValidation validation;
  private final TwitchOAuth oauth;
  private final Consumer<ChatConsentRevoked> consentRevoked;
  private final SessionMeters meters;
  private final Clock clock;

  /**
   * @param consentRevoked receives the end of each session with consent to read chat
   */
  public SessionService(
      SessionStore store,
      SessionValidation validation,
      TwitchOAuth oauth,
      Consumer<ChatConsentRevoked> consentRevoked,
      SessionMeters meters,
      Clock clock) {
    this.store = store;
    this.validation = validation;
    this.oauth = oauth;
    this.consentRevoked = consentRevoked;
    this.meters = meters;
    this.clock = clock;
  }

  /** Finds the session of a cookie; fails with UNAUTHENTICATED without one. */
  public Future<Session> find(FindSession question) {
    if (isEmpty(question.session())) {
      return unauthenticated();
    }
    var key = SessionStore.key(question.session());
    return store
        .find(key)
        .compose(
            session ->
                validated(
                    key, session, question.fresh() ? FRESH_VALIDATION_AGE : MAX_VALIDATION_AGE))
        .compose(
            session ->
                session.map(it -> answer(key, it)).orElseGet(SessionService::unauthenticated));
  }

  /** Ends a session. Also succeeds without such a session, or if Twitch cannot be reached. */
  public Future<Done> end(EndSession question) {
    if (isEmpty(question.session())) {
      return Future.succeededFuture(new Done());
    }
    var key = SessionStore.key(question.session());
    return store
        .remove(key)
        .onSuccess(session -> session.ifPresent(it -> publishConsentRevoked(key, it)))
        .compose(session -> session.map(this::signedOut).orElseGet(Future::succeededFuture))
        .map(new Done());
  }

  private Future<Optional<UserSession>> validated(
      String key, Optional<UserSession> session, Duration age) {
    var since = clock.instant().minus(age);
    if (session.isEmpty() || !session.get().validatedAt().isBefore(since)) {
      return Future.succeededFuture(session);
    }
    return Timeouts.ofCall(
            VALIDATION_TIMEOUT, "The validation of a session", validation.ensure(key, since))
        .onFailure(failure -> log.warn("Cannot validate a session", failure))
        .transform(any -> store.find(key));
  }

  private Future<Void> signedOut(UserSession session) {
    log.info("{} signed out", session.viewer().login());
    meters.sessionEnded("logout");
    var revocations =
        Stream.of(session.accessToken(), session.refreshToken())
            .filter(token -> token != null)
            .map(this::revoke)
            .toList();
    return Future.join(revocations).transform(any -> Future.succeededFuture());
  }

  private Future<Void> revoke(Secret token) {
    return Timeouts.ofCall(REVOCATION_TIMEOUT, "The revocation of a token", oauth.revoke(token))
        .onFailure(failure -> log.info("Cannot revoke a token: {}", failure.getMessage()));
  }

  private static boolean isEmpty(Secret cookie) {
    return cookie == null || cookie.value() == null;
  }

  /** Announces the end of a consent to read chat. Does not wait for Twitch. */
  private void publishConsentRevoked(String key, UserSession session) {
    if (ChatConsent.given(session.viewer())) {
      consentRevoked.accept(new ChatConsentRevoked(ChatConsent.lender(key, session.viewer())));
    }
  }

  private static Future<Session> answer(String key, UserSession session) {
    var viewer = session.viewer();
    return Future.succeededFuture(
        new Session(
            viewer,
            ChatConsent.lender(key, viewer),
            ModeratedChannelsConsent.reference(key, viewer)));
  }

  private static Future<Session> unauthenticated() {
    return Future.failedFuture(
        new BusFailure(
            Reason.UNAUTHENTICATED, "You are not signed in. Please sign in with Twitch."));
  }
}
