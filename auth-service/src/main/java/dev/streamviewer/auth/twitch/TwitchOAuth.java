package dev.streamviewer.auth.twitch;

import dev.streamviewer.auth.config.AuthConfig;
import dev.streamviewer.platform.async.Timeouts;
import dev.streamviewer.platform.config.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.Credentials;
import io.vertx.ext.auth.oauth2.OAuth2Auth;
import io.vertx.ext.auth.oauth2.OAuth2AuthorizationURL;
import io.vertx.ext.auth.oauth2.OAuth2FlowType;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.Oauth2Credentials;
import java.net.URI;
import java.time.Clock;
import java.util.List;

/**
 * Client of Twitch's OAuth server, as described in "Getting OAuth Access Tokens", "Refreshing
 * Access Tokens" and "Revoking Access Tokens" of Twitch's documentation. Every failure is a {@link
 * TwitchFailure}.
 */
public final class TwitchOAuth {
  private final OAuth2Auth oauth;
  private final String redirectUri;
  private final Clock clock;
  private final TwitchDeadlines deadlines;

  public TwitchOAuth(Vertx vertx, AuthConfig config, Clock clock, TwitchDeadlines deadlines) {
    this.oauth = OAuth2Auth.create(vertx, options(config, deadlines));
    this.redirectUri = config.redirectUri();
    this.clock = clock;
    this.deadlines = deadlines;
  }

  /**
   * Returns the URL of Twitch's sign-in page.
   *
   * @param scopes the scopes to request; watching needs none
   * @param switchAccount whether Twitch shows the page even after an earlier consent
   */
  public URI authorizeUrl(String state, List<String> scopes, boolean switchAccount) {
    var url =
        new OAuth2AuthorizationURL().setRedirectUri(redirectUri).setScopes(scopes).setState(state);
    if (switchAccount) {
      url.putAdditionalParameter("force_verify", "true");
    }
    return URI.create(oauth.authorizeURL(url));
  }

  /** Exchanges the code of the redirect for the user's tokens. A code works once. */
  public Future<OAuthTokens> exchange(Secret code) {
    return authenticate(
        new Oauth2Credentials()
            .setFlow(OAuth2FlowType.AUTH_CODE)
            .setCode(code.value())
            .setRedirectUri(redirectUri));
  }

  /** Renews the tokens by a refresh token, which may not work a second time. */
  public Future<OAuthTokens> refresh(Secret refreshToken) {
    var user = User.create(new JsonObject().put("refresh_token", refreshToken.value()));
    return bounded(oauth.refresh(user).map(this::tokens));
  }

  /** Requests a token for the application itself. */
  public Future<OAuthTokens> appToken() {
    return authenticate(new Oauth2Credentials().setFlow(OAuth2FlowType.CLIENT));
  }

  /** Revokes an access token. */
  public Future<Void> revoke(Secret token) {
    var user = User.create(new JsonObject().put("access_token", token.value()));
    return bounded(oauth.revoke(user, "access_token"));
  }

  private Future<OAuthTokens> authenticate(Credentials credentials) {
    return bounded(oauth.authenticate(credentials).map(this::tokens));
  }

  private OAuthTokens tokens(User user) {
    return OAuthTokens.from(user.principal(), clock.instant());
  }

  /** Adds a deadline, since OAuth2Auth has none for a whole call. */
  private <T> Future<T> bounded(Future<T> call) {
    return Timeouts.ofCall(deadlines.whole(), "The call of Twitch", call)
        .recover(failure -> Future.failedFuture(TwitchFailure.fromOAuth2Auth(failure)));
  }

  private static OAuth2Options options(AuthConfig config, TwitchDeadlines deadlines) {
    return new OAuth2Options()
        .setClientId(config.clientId())
        .setClientSecret(config.clientSecret().value())
        // Twitch reads the credentials from the form only.
        .setUseBasicAuthorization(false)
        .setSite(config.idUrl().toString())
        .setAuthorizationPath("/authorize")
        .setTokenPath("/token")
        .setRevocationPath("/revoke")
        .setHttpClientOptions(deadlines.options());
  }
}
