package dev.streamviewer.auth;

import dev.streamviewer.auth.twitch.OAuthTokens;
import dev.streamviewer.auth.twitch.TokenIdentity;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;
import java.time.Instant;
import java.util.Set;

/**
 * A session with the user tokens behind it, which stay in this service.
 *
 * @param refreshToken null if Twitch gave none
 * @param expiresAt when the access token ends, by Twitch's promise
 * @param validatedAt when Twitch last said that the access token is good
 */
record UserSession(
    Viewer viewer,
    Secret accessToken,
    Secret refreshToken,
    Instant expiresAt,
    Instant validatedAt,
    Instant createdAt) {

  /** After Twitch said that the token is good; logins and scopes can change, ids cannot. */
  UserSession validated(TokenIdentity identity, Instant now) {
    return new UserSession(
        viewer(identity.login(), identity.scopes()),
        accessToken,
        refreshToken,
        expiresAt,
        now,
        createdAt);
  }

  /** With new tokens and their scopes; where Twitch sent no new refresh token the old one stays. */
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
