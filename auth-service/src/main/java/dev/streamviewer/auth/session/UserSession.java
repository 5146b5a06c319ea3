package dev.streamviewer.auth.session;

import dev.streamviewer.auth.twitch.OAuthTokens;
import dev.streamviewer.auth.twitch.TokenIdentity;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;
import java.time.Instant;
import java.util.Set;

/**
 * A session with its user tokens in clear text.
 *
 * @param refreshToken null if Twitch gave none
 * @param expiresAt the expiry of the access token, according to Twitch
 * @param validatedAt the time when Twitch last confirmed the access token
 */
public record UserSession(
    Viewer viewer,
    Secret accessToken,
    Secret refreshToken,
    Instant expiresAt,
    Instant validatedAt,
    Instant createdAt) {

  /**
   * Returns the session after a successful validation; logins and scopes can change, ids cannot.
   */
  UserSession validated(TokenIdentity identity, Instant now) {
    return new UserSession(
        viewer(identity.login(), identity.scopes()),
        accessToken,
        refreshToken,
        expiresAt,
        now,
        createdAt);
  }

  /**
   * Returns the session with new tokens and scopes. Without a new refresh token, the old one stays.
   */
  UserSession renewed(OAuthTokens tokens, Instant now) {
    var scopes = tokens.scopes() == null ? viewer.scopes() : tokens.scopes();
    var refresh = tokens.refresh() == null ? refreshToken : tokens.refresh();
    return new UserSession(
        viewer(viewer.login(), scopes),
        tokens.access(),
        refresh,
        tokens.expiresAt(),
        now,
        createdAt);
  }

  private Viewer viewer(String login, Set<String> scopes) {
    return new Viewer(viewer.id(), login, viewer.name(), viewer.avatar(), scopes);
  }
}
