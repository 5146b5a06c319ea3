package dev.streamviewer.gateway.page;

import dev.streamviewer.gateway.config.GatewayConfig;
import dev.streamviewer.gateway.config.PusherAddress;

/**
 * What the page needs to know before anyone signs in.
 *
 * @param version of this build
 * @param pusher where events come from; null if there is no live feed
 */
public record PageConfig(String version, PusherAddress pusher, Embeds embeds) {
  /**
   * Where Twitch's frames are.
   *
   * @param player address of the player, without a query
   * @param chat address of a chat, in which {@code {login}} stands for the streamer's login
   */
  public record Embeds(String player, String chat) {}

  public static PageConfig of(GatewayConfig config, String version) {
    var embeds = new Embeds(config.player() + "/", config.chat() + "/{login}/chat");
    return new PageConfig(version, config.pusher().orElse(null), embeds);
  }
}
