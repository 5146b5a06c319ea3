package dev.streamviewer.auth;

import dev.streamviewer.platform.bus.RecordJson;
import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.contract.Viewer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

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

  static UserSession parse(String json) {
    return RecordJson.decode(json.getBytes(StandardCharsets.UTF_8), UserSession.class);
  }

  String json() {
    return new String(RecordJson.encode(this), StandardCharsets.UTF_8);
  }

  /** After Twitch said that the token is good; logins and scopes can change, ids cannot. */
  UserSession validated(Identity identity, Instant now) {
    var renamed =
        new Viewer(
            viewer.id(), identity.login(), viewer.name(), viewer.avatar(), identity.scopes());
    return new UserSession(renamed, accessToken, refreshToken, expiresAt, now, createdAt);
  }

  /** With new tokens; where Twitch sent no new refresh token the old one stays. */
  UserSession renewed(Tokens tokens, Instant now) {
    var refresh = tokens.refresh() == null ? refreshToken : tokens.refresh();
    return new UserSession(viewer, tokens.access(), refresh, tokens.expiresAt(), now, createdAt);
  }
}
