package dev.streamviewer.auth;

import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.launch.Settings;
import java.net.URI;
import java.util.Set;

/**
 * What the auth service must be told.
 *
 * @param idUrl Twitch's OAuth server
 * @param apiUrl Helix
 * @param publicUrl where browsers reach us
 */
record AuthConfig(String clientId, Secret clientSecret, URI idUrl, URI apiUrl, URI publicUrl) {
  private static final Set<String> OWN_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  static AuthConfig from(Settings settings) {
    var config =
        new AuthConfig(
            settings.required(
                "TWITCH_CLIENT_ID", "the client id of your application at dev.twitch.tv/console"),
            settings.secret(
                "TWITCH_CLIENT_SECRET", "the client secret, from the same page as the client id"),
            settings.url("TWITCH_ID_URL", "https://id.twitch.tv/oauth2"),
            settings.url("TWITCH_API_URL", "https://api.twitch.tv/helix"),
            settings.url("PUBLIC_URL", "http://localhost:8080"));
    if (!config.twitchMayRedirect()) {
      settings.fault(
          "PUBLIC_URL is \"%s\", but Twitch sends people back only to an https address (or to localhost)"
              .formatted(config.publicUrl));
    }
    return config;
  }

  /** Where Twitch sends the browser back to; it must be registered at Twitch letter by letter. */
  String redirectUri() {
    return publicUrl + "/api/auth/callback";
  }

  private boolean twitchMayRedirect() {
    return "https".equals(publicUrl.getScheme()) || OWN_MACHINE.contains(publicUrl.getHost());
  }
}
