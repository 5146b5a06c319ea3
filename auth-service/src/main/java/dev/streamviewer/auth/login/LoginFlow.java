package dev.streamviewer.auth.login;

import dev.streamviewer.auth.consent.ChannelConsent;
import dev.streamviewer.auth.consent.ChatConsent;
import dev.streamviewer.auth.consent.FollowsConsent;
import dev.streamviewer.auth.crypto.RandomIds;
import dev.streamviewer.auth.session.SessionStore;
import dev.streamviewer.auth.twitch.OAuthTokens;
import dev.streamviewer.auth.twitch.TokenIdentity;
import dev.streamviewer.auth.twitch.TwitchFailure;
import dev.streamviewer.auth.twitch.TwitchOAuth;
import dev.streamviewer.auth.twitch.TwitchProfile;
import dev.streamviewer.auth.twitch.TwitchUsers;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.BeginLogin;
import dev.streamviewer.platform.contract.auth.CompleteLogin;
import dev.streamviewer.platform.contract.auth.LoginRedirect;
import dev.streamviewer.platform.contract.auth.LoginResult;
import dev.streamviewer.platform.contract.auth.LoginResult.Outcome;
import dev.streamviewer.platform.contract.auth.Viewer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sign-in from the button to the session: Twitch's authorization code grant flow. */
public final class LoginFlow {
  private static final Logger log = LoggerFactory.getLogger(LoginFlow.class);

  /** Shorter than the gateway's deadline, so that no session is opened without a recipient. */
  private static final Duration SIGN_IN_TIMEOUT = Duration.ofSeconds(7);

  private final LoginStates states;
  private final PendingLogins pending;
  private final TwitchOAuth oauth;
  private final TwitchUsers users;
  private final SessionStore sessions;
  private final LoginMeters meters;

  public LoginFlow(
      LoginStates states,
      PendingLogins pending,
      TwitchOAuth oauth,
      TwitchUsers users,
      SessionStore sessions,
      LoginMeters meters) {
    this.states = states;
    this.pending = pending;
    this.oauth = oauth;
    this.users = users;
    this.sessions = sessions;
    this.meters = meters;
  }

  /**
   * Begins a sign-in and returns the redirect to Twitch. An existing login cookie is kept: a new
   * one, for a second tab, would break the sign-in in the first.
   */
  public Future<LoginRedirect> begin(BeginLogin question) {
    var loginCookie =
        RandomIds.wellFormed(question.browser()) ? question.browser() : RandomIds.next();
    var state = states.issue(loginCookie, question.streamer());
    var location = oauth.authorizeUrl(state, scopes(question), question.switchAccount());
    return Future.succeededFuture(new LoginRedirect(location, loginCookie));
  }

  /**
   * Completes a sign-in. Twitch's answer counts only after the state proved to be ours. A callback
   * that arrives twice at the same moment opens one session, which both responses carry.
   */
  public Future<LoginResult> complete(CompleteLogin answer) {
    return states
        .check(answer.state(), answer.browser())
        .compose(
            login -> complete(answer, login).recover(failure -> explain(failure, login.streamer())),
            failure -> joinIfPending(failure, answer.browser()))
        .recover(failure -> explain(failure, null))
        .onSuccess(result -> meters.completed(result.outcome()));
  }

  /**
   * Returns the scopes to request. A new token has only the requested scopes, so existing consents
   * are requested again.
   */
  private static List<String> scopes(BeginLogin question) {
    return Stream.of(
            question.ownChannel() ? ChannelConsent.scopes(question.groups()) : List.<String>of(),
            question.chat() ? List.of(ChatConsent.SCOPE) : List.<String>of(),
            question.follows() ? List.of(FollowsConsent.SCOPE) : List.<String>of())
        .flatMap(List::stream)
        .toList();
  }

  private Future<LoginResult> complete(CompleteLogin answer, LoginState login) {
    if ("access_denied".equals(answer.error())) {
      return Future.succeededFuture(new LoginResult(Outcome.DENIED, null, login.streamer()));
    }
    var cookie = states.sessionCookie(login, answer.browser());
    return codeOf(answer, login).compose(code -> signInOnce(code, login, cookie));
  }

  private static Future<Secret> codeOf(CompleteLogin answer, LoginState login) {
    var code = answer.code();
    if (answer.error() != null || code == null || code.value() == null || code.value().isBlank()) {
      return failed(login, "the callback has no code, " + error(answer));
    }
    return Future.succeededFuture(code);
  }

  /** Signs in, or waits for the same callback that is being completed. */
  private Future<LoginResult> signInOnce(Secret code, LoginState login, Secret cookie) {
    return pending
        .begin(login)
        .compose(
            first ->
                first
                    ? signInUnlessUsed(code, login, cookie).onComplete(done -> pending.end(login))
                    : joinPending(login, cookie));
  }

  /** Treats a replay as simultaneous while the first use of the callback is being completed. */
  private Future<LoginResult> joinIfPending(Throwable failure, String loginCookie) {
    return LoginRejected.replayed(failure)
        .map(
            login ->
                pending
                    .contains(login)
                    .compose(
                        isPending ->
                            isPending
                                ? joinPending(login, states.sessionCookie(login, loginCookie))
                                : Future.<LoginResult>failedFuture(failure)))
        .orElseGet(() -> Future.failedFuture(failure));
  }

  private Future<LoginResult> joinPending(LoginState login, Secret cookie) {
    return pending.awaitEnd(login, SIGN_IN_TIMEOUT).compose(ended -> joinSession(login, cookie));
  }

  /** Looks again, since the same callback may have been completed since the check of its state. */
  private Future<LoginResult> signInUnlessUsed(Secret code, LoginState login, Secret cookie) {
    return states
        .isUsed(login)
        .compose(used -> used ? joinSession(login, cookie) : signIn(code, login, cookie));
  }

  private Future<LoginResult> joinSession(LoginState login, Secret cookie) {
    return sessions
        .isOpen(cookie)
        .compose(
            open ->
                open
                    ? Future.succeededFuture(signedIn(login, cookie))
                    : failed(login, "the same callback failed at the same moment"));
  }

  private Future<LoginResult> signIn(Secret code, LoginState login, Secret cookie) {
    var authorized =
        oauth
            .exchange(code)
            .compose(tokens -> states.markUsed(login).map(tokens))
            .compose(
                tokens -> viewer(tokens, login).map(viewer -> sessions.newSession(viewer, tokens)));
    return Timeouts.ofCall(SIGN_IN_TIMEOUT, "The sign-in at Twitch", authorized)
        .compose(
            session ->
                sessions
                    .open(cookie, session)
                    .onSuccess(opened -> log.info("{} signed in", session.viewer().login())))
        .map(opened -> signedIn(login, cookie));
  }

  private static LoginResult signedIn(LoginState login, Secret cookie) {
    return new LoginResult(Outcome.SIGNED_IN, cookie, login.streamer());
  }

  private static <T> Future<T> failed(LoginState login, String why) {
    return Future.failedFuture(new LoginRejected(Outcome.FAILED, login, why));
  }

  private Future<Viewer> viewer(OAuthTokens tokens, LoginState login) {
    return users
        .validate(tokens.access())
        .compose(
            identity ->
                identity.accountExists()
                    ? viewer(tokens, identity)
                    : failed(login, "the account no longer exists"));
  }

  private Future<Viewer> viewer(OAuthTokens tokens, TokenIdentity identity) {
    return profile(tokens, identity)
        .map(
            profile ->
                new Viewer(
                    identity.userId(),
                    identity.login(),
                    profile.name(),
                    profile.avatar(),
                    identity.scopes()));
  }

  /** Fetches the profile, or replaces it: a viewer without a picture is better than none. */
  private Future<TwitchProfile> profile(OAuthTokens tokens, TokenIdentity identity) {
    return users
        .profile(tokens.access())
        .onFailure(
            failure ->
                log.warn(
                    "Cannot fetch the profile of {}: {}", identity.login(), failure.getMessage()))
        .otherwise(new TwitchProfile(identity.login(), ""));
  }

  private static Future<LoginResult> explain(Throwable failure, String streamer) {
    if (failure instanceof LoginRejected rejected) {
      log.info("Sign-in ended with outcome {}: {}", rejected.outcome(), rejected.getMessage());
      return Future.succeededFuture(rejected.result());
    }
    if (failure instanceof TwitchFailure || failure instanceof TimeoutException) {
      var refused = failure instanceof TwitchFailure twitch && twitch.refused();
      var outcome = refused ? Outcome.FAILED : Outcome.UNAVAILABLE;
      log.warn(
          "Sign-in ended with outcome {}, response of Twitch: {}", outcome, failure.getMessage());
      return Future.succeededFuture(new LoginResult(outcome, null, streamer));
    }
    return Future.failedFuture(failure);
  }

  /**
   * Describes the error for the log. The address is untrusted, so only text in the form of an OAuth
   * error is logged.
   */
  private static String error(CompleteLogin answer) {
    return answer.error() != null && answer.error().matches("[a-z_]{1,40}")
        ? "but error " + answer.error()
        : "and no known error";
  }
}
