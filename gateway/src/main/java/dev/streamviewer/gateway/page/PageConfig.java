package dev.streamviewer.gateway.page;

import dev.streamviewer.gateway.config.GatewayConfig;
import dev.streamviewer.gateway.config.PusherAddress;

/**
 * Configuration of the page, available before sign-in.
 *
 * @param version the version of this build
 * @param pusher the address of Pusher; null without a live feed
 */
public record PageConfig(String version, PusherAddress pusher, Embeds embeds) {
  /**
   * Addresses of Twitch's frames.
   *
   * @param player the address of the player, without a query
   * @param chat the address of a chat; {@code {login}} is a placeholder for the streamer's login
   */
  public record Embeds(String player, String chat) {}

  public static PageConfig of(GatewayConfig config, String version) {
    var embeds = new Embeds(config.player() + "/", config.chat() + "/{login}/chat");
    return new PageConfig(version, config.pusher().orElse(null), embeds);
  }
}
