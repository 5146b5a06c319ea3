package dev.streamviewer.gateway.http;

import dev.streamviewer.gateway.config.GatewayConfig;
import dev.streamviewer.gateway.config.WebOrigin;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Security headers of every response but the empty one to an accepted callback. There is no
 * embedder policy, since Twitch's frames do not send the headers that such a policy requires. The
 * frames check the referrer's origin, so the referrer policy must let the origin through.
 */
public final class SecurityHeaders {
  /** The host of all profile pictures at Twitch. */
  private static final String TWITCH_PICTURES = "https://static-cdn.jtvnw.net";

  private final Map<CharSequence, CharSequence> headers = new LinkedHashMap<>();

  public SecurityHeaders(GatewayConfig config, InlineSources inline) {
    var player = WebOrigin.of(config.player());
    put("Content-Security-Policy", policy(config, inline));
    put("X-Content-Type-Options", "nosniff");
    put("Cross-Origin-Opener-Policy", "same-origin");
    put("Cross-Origin-Resource-Policy", "same-origin");
    put("Referrer-Policy", "strict-origin-when-cross-origin");
    put(
        "Permissions-Policy",
        "autoplay=(self \"%1$s\"), fullscreen=(self \"%1$s\")".formatted(player)
            + ", camera=(), microphone=(), geolocation=(), payment=()");
    if (config.secure()) {
      put("Strict-Transport-Security", "max-age=31536000");
    }
  }

  /** Checks and encodes a header once, since every response has all of them. */
  private void put(String name, String value) {
    headers.put(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
  }

  public void add(RoutingContext context) {
    add(context.response());
    context.next();
  }

  public void add(HttpServerResponse response) {
    headers.forEach(response::putHeader);
  }

  /** The content security policy. */
  static String policy(GatewayConfig config, InlineSources inline) {
    var player = WebOrigin.of(config.player());
    // The default also covers fonts and sounds, if the page ever has some.
    var self = config.assets().map(it -> "'self' " + it.source()).orElse("'self'");
    return String.join(
        "; ",
        "default-src " + self,
        "script-src " + self + inline.scripts(),
        "style-src " + self + inline.styles(),
        "img-src %s data: %s".formatted(self, pictures(player)),
        "connect-src 'self'" + config.pusher().map(it -> " " + it.origins()).orElse(""),
        "frame-src " + frames(player, WebOrigin.of(config.chat())),
        // Browsers accept a service worker only from the site of the page.
        "worker-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        // The policies of Vue, and of the fixed address of the service worker; no other code of the
        // page creates markup or scripts from text.
        "require-trusted-types-for 'script'",
        "trusted-types vue notice-worker",
        "form-action 'self'",
        "frame-ancestors 'none'");
  }

  /** The sources of pictures. The sandbox serves its pictures from the address of its player. */
  private static String pictures(String player) {
    return player.equals(WebOrigin.of(GatewayConfig.TWITCH_PLAYER))
        ? TWITCH_PICTURES
        : TWITCH_PICTURES + " " + player;
  }

  private static String frames(String player, String chat) {
    return player.equals(chat) ? player : player + " " + chat;
  }
}
