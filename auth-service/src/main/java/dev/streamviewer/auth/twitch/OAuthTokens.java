package dev.streamviewer.auth.twitch;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Set;

/**
 * Response of Twitch's token endpoint.
 *
 * @param refresh null for an app token, and if Twitch keeps the refresh token
 * @param scopes null if the response has none
 */
public record OAuthTokens(Secret access, Secret refresh, Instant expiresAt, Set<String> scopes) {
  private static final long UNKNOWN_LIFE_SECONDS = 3600;
  private static final String SCOPE = "scope";

  static OAuthTokens from(JsonObject answer, Instant now) {
    var access = answer.getString("access_token");
    if (access == null) {
      throw TwitchFailure.unreachable(
          new IllegalStateException("Twitch's response has no access_token"));
    }
    var refresh = answer.getString("refresh_token");
    return new OAuthTokens(
        new Secret(access),
        refresh == null ? null : new Secret(refresh),
        now.plusSeconds(answer.getLong("expires_in", UNKNOWN_LIFE_SECONDS)),
        answer.containsKey(SCOPE) ? OAuthScopes.granted(answer.getValue(SCOPE)) : null);
  }
}
