package dev.streamviewer.auth.login;

import dev.streamviewer.auth.consent.ChatConsent;
import dev.streamviewer.auth.consent.OwnChannelConsent;
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
  private final TwitchOAuth oauth;
  private final TwitchUsers users;
  private final SessionStore sessions;
  private final LoginMeters meters;

  public LoginFlow(
      LoginStates states,
      TwitchOAuth oauth,
      TwitchUsers users,
      SessionStore sessions,
      LoginMeters meters) {
    this.states = states;
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

  /** Completes a sign-in. Twitch's answer counts only after the state proved to be ours. */
  public Future<LoginResult> complete(CompleteLogin answer) {
    return states
        .check(answer.state(), answer.browser())
        .compose(login -> complete(answer, login))
        .recover(LoginFlow::explain)
        .onSuccess(result -> meters.completed(result.outcome()));
  }

  /**
   * Returns the scopes to request. A new token has only the requested scopes, so existing consents
   * are requested again.
   */
  private static List<String> scopes(BeginLogin question) {
    return Stream.of(
            question.ownChannel() ? OwnChannelConsent.scopes(question.groups()) : List.<String>of(),
            question.chat() ? List.of(ChatConsent.SCOPE) : List.<String>of())
        .flatMap(List::stream)
        .toList();
  }

  private Future<LoginResult> complete(CompleteLogin answer, LoginState login) {
    return "access_denied".equals(answer.error())
        ? Future.succeededFuture(new LoginResult(Outcome.DENIED, null, login.streamer()))
        : codeOf(answer).compose(code -> signIn(code, login));
  }

  private static Future<Secret> codeOf(CompleteLogin answer) {
    var code = answer.code();
    if (answer.error() != null || code == null || code.value() == null || code.value().isBlank()) {
      return Future.failedFuture(
          new LoginRejected(Outcome.FAILED, "the callback has no code, " + error(answer)));
    }
    return Future.succeededFuture(code);
  }

  private Future<LoginResult> signIn(Secret code, LoginState login) {
    var authorized =
        oauth
            .exchange(code)
            .compose(tokens -> states.markUsed(login).map(tokens))
            .compose(tokens -> viewer(tokens).map(viewer -> sessions.newSession(viewer, tokens)));
    return Timeouts.ofCall(SIGN_IN_TIMEOUT, "The sign-in at Twitch", authorized)
        .compose(
            session ->
                sessions
                    .open(session)
                    .onSuccess(id -> log.info("{} signed in", session.viewer().login())))
        .map(id -> new LoginResult(Outcome.SIGNED_IN, id, login.streamer()));
  }

  private Future<Viewer> viewer(OAuthTokens tokens) {
    return users
        .validate(tokens.access())
        .compose(
            identity ->
                profile(tokens, identity)
                    .map(
                        profile ->
                            new Viewer(
                                identity.userId(),
                                identity.login(),
                                profile.name(),
                                profile.avatar(),
                                identity.scopes())));
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

  private static Future<LoginResult> explain(Throwable failure) {
    if (failure instanceof LoginRejected rejected) {
      log.info("Sign-in ended with outcome {}: {}", rejected.outcome(), rejected.getMessage());
      return Future.succeededFuture(LoginResult.of(rejected.outcome()));
    }
    if (failure instanceof TwitchFailure || failure instanceof TimeoutException) {
      var refused = failure instanceof TwitchFailure twitch && twitch.refused();
      var outcome = refused ? Outcome.FAILED : Outcome.UNAVAILABLE;
      log.warn(
          "Sign-in ended with outcome {}, response of Twitch: {}", outcome, failure.getMessage());
      return Future.succeededFuture(LoginResult.of(outcome));
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
