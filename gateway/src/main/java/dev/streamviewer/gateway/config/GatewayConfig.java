package dev.streamviewer.gateway.config;

import dev.streamviewer.platform.config.PublicUrl;
import dev.streamviewer.platform.config.Settings;
import java.net.URI;
import java.util.Optional;

/**
 * Configuration of the gateway.
 *
 * @param port the port to listen on
 * @param publicUrl the address for browsers and Twitch; scheme, host and port only
 * @param pusher the public address of Pusher, if there is a live feed
 * @param player the address of Twitch's player, without a query
 * @param chat the base address of Twitch's chats
 * @param assets the CDN of the page's files, if any
 * @param maxPerAddress the maximum number of connections per remote address
 * @param proxies the number of reverse proxies in front; their addresses are not limited
 */
public record GatewayConfig(
    int port,
    URI publicUrl,
    Optional<PusherAddress> pusher,
    URI player,
    URI chat,
    Optional<AssetsUrl> assets,
    int maxPerAddress,
    int proxies) {
  /** The address of Twitch's own player. */
  public static final URI TWITCH_PLAYER = URI.create("https://player.twitch.tv");

  private static final int MAX_PROXIES = 10;

  /** Reads the configuration; the settings collect all faults. */
  public static GatewayConfig from(Settings settings) {
    var publicUrl = PublicUrl.from(settings);
    return new GatewayConfig(
        settings.port("PORT", 8080),
        publicUrl,
        PusherAddress.find(settings),
        settings.url("TWITCH_PLAYER_URL", TWITCH_PLAYER.toString()),
        settings.url("TWITCH_CHAT_URL", "https://www.twitch.tv/embed"),
        AssetsUrl.from(settings, isSecure(publicUrl)),
        maxPerAddress(settings),
        proxies(settings));
  }

  /** Lifts the limit behind a reverse proxy, which holds the connections of all its clients. */
  private static int maxPerAddress(Settings settings) {
    var max = settings.number("MAX_CONNECTIONS_PER_ADDRESS", 500, 0, Integer.MAX_VALUE);
    return max == 0 || proxies(settings) > 0 ? Integer.MAX_VALUE : max;
  }

  private static int proxies(Settings settings) {
    return settings.number("TRUSTED_PROXIES", 0, 0, MAX_PROXIES);
  }

  /** Whether browsers use https. */
  public boolean secure() {
    return isSecure(publicUrl);
  }

  private static boolean isSecure(URI publicUrl) {
    return "https".equals(publicUrl.getScheme());
  }
}
