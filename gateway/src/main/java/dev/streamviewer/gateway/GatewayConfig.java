package dev.streamviewer.gateway;

import dev.streamviewer.platform.launch.Settings;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * What the gateway is told from outside.
 *
 * @param port where it listens
 * @param publicUrl where browsers and Twitch find it; scheme, host and port only
 * @param pusher what the page is told of Pusher
 * @param player address of Twitch's player, without a query
 * @param chat address under which Twitch's chats are
 */
public record GatewayConfig(int port, URI publicUrl, PusherAddress pusher, URI player, URI chat) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.\\d{1,3}){3}|\\[::1]");

  /** Reads the configuration; what is wrong collects in the settings. */
  public static GatewayConfig from(Settings settings) {
    return new GatewayConfig(
        settings.port("PORT", 8080),
        publicUrl(settings),
        PusherAddress.from(settings),
        settings.url("TWITCH_PLAYER_URL", "https://player.twitch.tv"),
        settings.url("TWITCH_CHAT_URL", "https://www.twitch.tv/embed"));
  }

  /** Whether browsers come by https. */
  boolean secure() {
    return "https".equals(publicUrl.getScheme());
  }

  private static URI publicUrl(Settings settings) {
    var url = settings.url("PUBLIC_URL", "http://localhost:8080");
    if (!url.getPath().isEmpty()) {
      settings.fault("PUBLIC_URL is \"%s\", expected no path after the host".formatted(url));
    }
    if ("http".equals(url.getScheme()) && !LOOPBACK.matcher(url.getHost()).matches()) {
      settings.fault(
          "PUBLIC_URL is \"%s\", expected https; Twitch allows plain http for localhost only"
              .formatted(url));
    }
    return url;
  }
}
