package dev.streamviewer.auth.config;

import dev.streamviewer.platform.config.PublicUrl;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;
import java.net.URI;

/**
 * Configuration of the auth service.
 *
 * @param idUrl Twitch's OAuth server
 * @param apiUrl Helix
 * @param publicUrl our public address
 */
public record AuthConfig(
    String clientId, Secret clientSecret, URI idUrl, URI apiUrl, URI publicUrl) {
  public static AuthConfig from(Settings settings) {
    return new AuthConfig(
        settings.required(
            "TWITCH_CLIENT_ID", "the client id of your application at dev.twitch.tv/console"),
        settings.secret(
            "TWITCH_CLIENT_SECRET", "the client secret, from the same page as the client id"),
        settings.url("TWITCH_ID_URL", "https://id.twitch.tv/oauth2"),
        settings.url("TWITCH_API_URL", "https://api.twitch.tv/helix"),
        PublicUrl.from(settings));
  }

  /** Returns the redirect URL of a sign-in; it must be registered at Twitch letter by letter. */
  public String redirectUri() {
    return publicUrl + "/api/auth/callback";
  }
}
