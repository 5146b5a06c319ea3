package dev.streamviewer.gateway.config;

import dev.streamviewer.platform.config.PublicUrl;
import dev.streamviewer.platform.config.Settings;
import java.net.URI;
import java.util.Optional;

/**
 * What the gateway is told from outside.
 *
 * @param port where it listens
 * @param publicUrl where browsers and Twitch find it; scheme, host and port only
 * @param pusher what the page is told of Pusher, if there is one
 * @param player address of Twitch's player, without a query
 * @param chat address under which Twitch's chats are
 * @param assets where browsers get the page's files from, if not here
 * @param mostPerAddress how many connections one remote address may hold
 * @param proxies the number of reverse proxies in front; their addresses are not limited
 */
public record GatewayConfig(
    int port,
    URI publicUrl,
    Optional<PusherAddress> pusher,
    URI player,
    URI chat,
    Optional<AssetsUrl> assets,
    int mostPerAddress,
    int proxies) {
  /** The address of Twitch's own player. */
  public static final URI TWITCH_PLAYER = URI.create("https://player.twitch.tv");

  private static final int MOST_PROXIES = 10;

  /** Reads the configuration; what is wrong collects in the settings. */
  public static GatewayConfig from(Settings settings) {
    var publicUrl = PublicUrl.from(settings);
    return new GatewayConfig(
        settings.port("PORT", 8080),
        publicUrl,
        PusherAddress.find(settings),
        settings.url("TWITCH_PLAYER_URL", TWITCH_PLAYER.toString()),
        settings.url("TWITCH_CHAT_URL", "https://www.twitch.tv/embed"),
        AssetsUrl.from(settings, isSecure(publicUrl)),
        mostPerAddress(settings),
        proxies(settings));
  }

  /** A reverse proxy holds the connections of all its clients. */
  private static int mostPerAddress(Settings settings) {
    var most = settings.number("MAX_CONNECTIONS_PER_ADDRESS", 500, 0, Integer.MAX_VALUE);
    return most == 0 || proxies(settings) > 0 ? Integer.MAX_VALUE : most;
  }

  private static int proxies(Settings settings) {
    return settings.number("TRUSTED_PROXIES", 0, 0, MOST_PROXIES);
  }

  /** Whether browsers come by https. */
  public boolean secure() {
    return isSecure(publicUrl);
  }

  private static boolean isSecure(URI publicUrl) {
    return "https".equals(publicUrl.getScheme());
  }
}
