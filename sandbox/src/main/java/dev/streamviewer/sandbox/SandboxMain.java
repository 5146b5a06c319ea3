package dev.streamviewer.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import java.net.URI;
import java.util.Map;

/** The stand-ins alone, for services in processes of their own: {@code ./run sandbox}. */
public final class SandboxMain {
  private SandboxMain() {}

  public static void main(String[] arguments) {
    var vertx = Vertx.vertx();
    try {
      var environment = System.getenv();
      var sandbox = Sandbox.start(vertx, options(environment)).await(20, SECONDS);
      sandbox.pusherWebhooksTo(
          URI.create(
              environment.getOrDefault("PUBLIC_URL", "http://localhost:8080")
                  + "/api/pusher/webhook"));
      System.out.printf(
          "Twitch at %s, Pusher at %s. Make things happen at %1$s/sandbox%n",
          sandbox.twitchUrl(), sandbox.pusherUrl());
    } catch (Exception e) {
      System.err.println("Cannot start: " + e.getMessage());
      System.exit(1);
    }
  }

  private static SandboxOptions options(Map<String, String> environment) {
    return SandboxOptions.defaults()
        .withTwitch(
            twitch ->
                twitch
                    .withPort(port(environment, "SANDBOX_TWITCH_PORT", twitch.port()))
                    .withDemoLife(!"false".equals(environment.get("SANDBOX_DEMO_LIFE"))))
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
}
