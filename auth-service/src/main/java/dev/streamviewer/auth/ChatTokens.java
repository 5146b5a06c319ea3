package dev.streamviewer.auth;

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

/** Lends the access tokens of viewers who consented to {@code user:read:chat}; none is kept. */
final class ChatTokens {
  /** A token that ends sooner is renewed before it is lent. */
  private static final Duration LEAST_LIFE = Duration.ofMinutes(1);

  private final SessionStore sessions;
  private final SessionValidation validation;
  private final String clientId;
  private final Clock clock;

  ChatTokens(SessionStore sessions, SessionValidation validation, String clientId, Clock clock) {
    this.sessions = sessions;
    this.validation = validation;
    this.clientId = clientId;
    this.clock = clock;
  }

  /**
   * The token of a session.
   *
   * @return fails with UNAUTHENTICATED when the session has ended, with FORBIDDEN when its viewer
   *     does not consent or Twitch stands by a token that it rejects, with UPSTREAM when the token
   *     has to be renewed and Twitch cannot be reached
   */
  Future<ChatToken> lend(GetChatToken question) {
    var key = question.lender().value();
    return sessions
        .find(key)
        .compose(session -> session.isEmpty() ? gone() : fresh(key, session.get(), question));
  }

  private Future<ChatToken> fresh(String key, UserSession session, GetChatToken question) {
    if (isGood(session, question.rejected())) {
      return lent(session);
    }
    var since = clock.instant();
    return validation
        .ensure(key, since)
        .compose(validated -> sessions.find(key))
        .compose(found -> renewed(found, question.rejected(), since));
  }

  private Future<ChatToken> renewed(Optional<UserSession> found, Secret rejected, Instant since) {
    if (found.isEmpty()) {
      return gone();
    }
    var session = found.get();
    if (!session.accessToken().equals(rejected)) {
      return lent(session);
    }
    return session.validatedAt().isBefore(since)
        ? Future.failedFuture(
            new BusFailure(Reason.UPSTREAM, "Twitch cannot be reached to renew the consent."))
        : Future.failedFuture(
            new BusFailure(Reason.FORBIDDEN, "Twitch does not take this viewer's consent."));
  }

  private boolean isGood(UserSession session, Secret rejected) {
    return !session.accessToken().equals(rejected)
        && clock.instant().plus(LEAST_LIFE).isBefore(session.expiresAt());
  }

  private Future<ChatToken> lent(UserSession session) {
    var viewer = session.viewer();
    return ChatConsent.given(viewer)
        ? Future.succeededFuture(
            new ChatToken(clientId, new Secret(viewer.id()), session.accessToken()))
        : Future.failedFuture(
            new BusFailure(Reason.FORBIDDEN, "This viewer does not consent to read chat."));
  }

  private static Future<ChatToken> gone() {
    return Future.failedFuture(
        new BusFailure(Reason.UNAUTHENTICATED, "This viewer is not signed in any more."));
  }
}
