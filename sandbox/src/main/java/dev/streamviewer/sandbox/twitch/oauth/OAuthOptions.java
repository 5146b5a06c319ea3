package dev.streamviewer.sandbox.twitch.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of the only registered application.
 *
 * @param redirectPrefix required start of a redirect URI; empty allows any loopback host
 */
public record OAuthOptions(
    String clientId, String clientSecret, String redirectPrefix, Duration userTokenLifetime) {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public OAuthOptions {
    if (clientId.isBlank() || clientSecret.isBlank()) {
      throw new IllegalArgumentException("Client id and secret must not be blank");
    }
  }

  public static OAuthOptions defaults() {
    return new OAuthOptions(
        "sandbox-client", "sandbox-client-secret", "", Duration.ofSeconds(14_124));
  }

  public OAuthOptions withClient(String clientId, String clientSecret) {
    return new OAuthOptions(clientId, clientSecret, redirectPrefix, userTokenLifetime);
  }

  public OAuthOptions withRedirectPrefix(String redirectPrefix) {
    return new OAuthOptions(clientId, clientSecret, redirectPrefix, userTokenLifetime);
  }

  public OAuthOptions withUserTokenLifetime(Duration userTokenLifetime) {
    return new OAuthOptions(clientId, clientSecret, redirectPrefix, userTokenLifetime);
  }

  boolean allowsRedirectTo(String uri) {
    try {
      var target = URI.create(uri);
      return target.getFragment() == null
          && target.getUserInfo() == null
          && (redirectPrefix.isEmpty()
              ? isLoopback(target.getHost()) && target.getScheme().startsWith("http")
              : uri.startsWith(redirectPrefix));
    } catch (IllegalArgumentException | NullPointerException malformed) {
      return false;
    }
  }

  public static boolean isLoopback(String host) {
    return host != null && (LOOPBACK.contains(host) || host.endsWith(".localhost"));
  }
}
