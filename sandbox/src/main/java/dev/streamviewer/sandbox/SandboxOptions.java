package dev.streamviewer.sandbox;

import dev.streamviewer.sandbox.pusher.channel.PusherOptions;
import dev.streamviewer.sandbox.twitch.TwitchOptions;
import java.time.Clock;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Configuration of the sandbox.
 *
 * @param bindHost the address that both servers listen on
 * @param publicHost the host name in the URLs that the sandbox returns
 * @param clock the time in all answers and limits; timers follow the system time in any case
 */
public record SandboxOptions(
    String bindHost, String publicHost, TwitchOptions twitch, PusherOptions pusher, Clock clock) {

  public static SandboxOptions defaults() {
    return new SandboxOptions(
        "127.0.0.1",
        "localhost",
        TwitchOptions.defaults(),
        PusherOptions.defaults(),
        Clock.systemUTC());
  }

  /**
   * Reads the environment of a manual start: {@code SANDBOX_TWITCH_PORT}, {@code
   * SANDBOX_PUSHER_PORT}, {@code SANDBOX_DEMO_LIFE} (true or false), and {@code SANDBOX_HOST}, the
   * name under which other machines and containers reach the sandbox. Without {@code SANDBOX_HOST},
   * only this machine reaches the sandbox.
   *
   * @throws IllegalArgumentException if a variable is wrong; the message says which value is
   *     expected
   */
  public static SandboxOptions from(Map<String, String> environment) {
    var demoLife = !"false".equals(environment.get("SANDBOX_DEMO_LIFE"));
    var host = environment.getOrDefault("SANDBOX_HOST", "");
    return (host.isEmpty() ? defaults() : defaults().withBindHost("0.0.0.0").withPublicHost(host))
        .withTwitch(
            twitch ->
                twitch
                    .withPort(port(environment, "SANDBOX_TWITCH_PORT", twitch.port()))
                    .withDemoLife(demoLife))
        .withPusher(
            pusher -> pusher.withPort(port(environment, "SANDBOX_PUSHER_PORT", pusher.port())));
  }

  private static int port(Map<String, String> environment, String name, int fallback) {
    var text = environment.getOrDefault(name, String.valueOf(fallback));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "%s is \"%s\", expected a port from 0 to 65535".formatted(name, text), e);
    }
  }

  /** Free ports and no generated activity: only the test causes events. */
  public static SandboxOptions forTests() {
    return defaults()
        .withTwitch(twitch -> twitch.withPort(0).withDemoLife(false))
        .withPusher(pusher -> pusher.withPort(0));
  }

  public SandboxOptions withBindHost(String bindHost) {
    return new SandboxOptions(bindHost, publicHost, twitch, pusher, clock);
  }

  public SandboxOptions withPublicHost(String publicHost) {
    return new SandboxOptions(bindHost, publicHost, twitch, pusher, clock);
  }

  public SandboxOptions withTwitch(UnaryOperator<TwitchOptions> change) {
    return new SandboxOptions(bindHost, publicHost, change.apply(twitch), pusher, clock);
  }

  public SandboxOptions withPusher(UnaryOperator<PusherOptions> change) {
    return new SandboxOptions(bindHost, publicHost, twitch, change.apply(pusher), clock);
  }

  public SandboxOptions withClock(Clock clock) {
    return new SandboxOptions(bindHost, publicHost, twitch, pusher, clock);
  }
}
