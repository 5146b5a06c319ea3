package dev.streamviewer.sandbox;

import dev.streamviewer.sandbox.pusher.PusherOptions;
import dev.streamviewer.sandbox.twitch.TwitchOptions;
import java.util.function.UnaryOperator;

/**
 * How the sandbox is set up.
 *
 * @param bindHost the address that both servers listen on
 * @param publicHost the host name in the URLs that they give out
 */
public record SandboxOptions(
    String bindHost, String publicHost, TwitchOptions twitch, PusherOptions pusher) {

  public static SandboxOptions defaults() {
    return new SandboxOptions(
        "127.0.0.1", "localhost", TwitchOptions.defaults(), PusherOptions.defaults());
  }

  /** Free ports, and nothing happens unless a test lets it happen. */
  public static SandboxOptions forTests() {
    return defaults()
        .withTwitch(twitch -> twitch.withPort(0).withDemoLife(false))
        .withPusher(pusher -> pusher.withPort(0));
  }

  public SandboxOptions withBindHost(String bindHost) {
    return new SandboxOptions(bindHost, publicHost, twitch, pusher);
  }

  public SandboxOptions withPublicHost(String publicHost) {
    return new SandboxOptions(bindHost, publicHost, twitch, pusher);
  }

  public SandboxOptions withTwitch(UnaryOperator<TwitchOptions> change) {
    return new SandboxOptions(bindHost, publicHost, change.apply(twitch), pusher);
  }

  public SandboxOptions withPusher(UnaryOperator<PusherOptions> change) {
    return new SandboxOptions(bindHost, publicHost, twitch, change.apply(pusher));
  }
}
