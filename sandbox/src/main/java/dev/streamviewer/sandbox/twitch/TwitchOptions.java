package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.oauth.OAuthOptions;

/**
 * Settings of the stand-in for Twitch.
 *
 * @param port TCP port; 0 takes any free port
 * @param rateLimit Helix points per minute and bucket
 * @param demoLife whether demo traffic is on at the start, and the picture of the player moves
 */
public record TwitchOptions(
    int port, OAuthOptions oauth, int rateLimit, boolean demoLife, EventSubOptions eventSub) {

  public TwitchOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("Twitch port must be 0 to 65535, not " + port);
    }
    if (rateLimit < 1) {
      throw new IllegalArgumentException("Rate limit must be at least 1, not " + rateLimit);
    }
  }

  public static TwitchOptions defaults() {
    return new TwitchOptions(8090, OAuthOptions.defaults(), 800, true, EventSubOptions.defaults());
  }

  public TwitchOptions withPort(int port) {
    return new TwitchOptions(port, oauth, rateLimit, demoLife, eventSub);
  }

  public TwitchOptions withOAuth(OAuthOptions oauth) {
    return new TwitchOptions(port, oauth, rateLimit, demoLife, eventSub);
  }

  public TwitchOptions withRateLimit(int rateLimit) {
    return new TwitchOptions(port, oauth, rateLimit, demoLife, eventSub);
  }

  public TwitchOptions withDemoLife(boolean demoLife) {
    return new TwitchOptions(port, oauth, rateLimit, demoLife, eventSub);
  }

  public TwitchOptions withEventSub(EventSubOptions eventSub) {
    return new TwitchOptions(port, oauth, rateLimit, demoLife, eventSub);
  }
}
