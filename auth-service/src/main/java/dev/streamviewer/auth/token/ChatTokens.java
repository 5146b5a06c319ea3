package dev.streamviewer.auth.token;

import dev.streamviewer.auth.consent.ChatConsent;
import dev.streamviewer.auth.session.SessionStore;
import dev.streamviewer.auth.session.SessionValidation;
import dev.streamviewer.auth.session.UserSession;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.ChatToken;
import dev.streamviewer.platform.contract.auth.GetChatToken;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Hands out access tokens of viewers who consented to {@code user:read:chat}; stores none. */
public final class ChatTokens {
  /** A token with less time left is renewed first. */
  private static final Duration MIN_REMAINING_LIFE = Duration.ofMinutes(1);

  private final SessionStore sessions;
  private final SessionValidation validation;
  private final String clientId;
  private final Clock clock;

  public ChatTokens(
      SessionStore sessions, SessionValidation validation, String clientId, Clock clock) {
    this.sessions = sessions;
    this.validation = validation;
    this.clientId = clientId;
    this.clock = clock;
  }

  /**
   * Returns the token of a session.
   *
   * @return fails with UNAUTHENTICATED if the session has ended, with FORBIDDEN if the viewer does
   *     not consent or Twitch calls a rejected token valid, with UPSTREAM if the token must be
   *     renewed and Twitch cannot be reached
   */
  public Future<ChatToken> get(GetChatToken question) {
    var key = question.lender().value();
    return sessions
        .find(key)
        .compose(
            session ->
                session.isEmpty() ? sessionEnded() : validToken(key, session.get(), question));
  }

  private Future<ChatToken> validToken(String key, UserSession session, GetChatToken question) {
    if (isUsable(session, question.rejected())) {
      return tokenOf(session);
    }
    var since = clock.instant();
    return validation
        .ensure(key, since)
        .compose(validated -> sessions.find(key))
        .compose(found -> renewedToken(found, question.rejected(), since));
  }

  private Future<ChatToken> renewedToken(
      Optional<UserSession> found, Secret rejected, Instant since) {
    if (found.isEmpty()) {
      return sessionEnded();
    }
    var session = found.get();
    if (!session.accessToken().equals(rejected)) {
      return tokenOf(session);
    }
    return session.validatedAt().isBefore(since)
        ? Future.failedFuture(
            new BusFailure(
                Reason.UPSTREAM, "Twitch cannot be reached to renew the viewer's token."))
        : Future.failedFuture(
            new BusFailure(
                Reason.FORBIDDEN, "Twitch rejects the viewer's token although it is valid."));
  }

  private boolean isUsable(UserSession session, Secret rejected) {
    return !session.accessToken().equals(rejected)
        && clock.instant().plus(MIN_REMAINING_LIFE).isBefore(session.expiresAt());
  }

  private Future<ChatToken> tokenOf(UserSession session) {
    var viewer = session.viewer();
    return ChatConsent.given(viewer)
        ? Future.succeededFuture(
            new ChatToken(clientId, new Secret(viewer.id()), session.accessToken()))
        : Future.failedFuture(
            new BusFailure(Reason.FORBIDDEN, "The viewer has not consented to reading chat."));
  }

  private static Future<ChatToken> sessionEnded() {
    return Future.failedFuture(
        new BusFailure(Reason.UNAUTHENTICATED, "The viewer's session has ended."));
  }
}
