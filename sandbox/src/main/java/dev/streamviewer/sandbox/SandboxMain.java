package dev.streamviewer.sandbox;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.vertx.core.Vertx;
import java.net.URI;

/** Runs the stand-ins alone, for services in separate processes: {@code ./run sandbox}. */
public final class SandboxMain {
  /** Names the file explicitly: in tests of services, logback.xml is that of the service. */
  private static final String LOGBACK = "logback.configurationFile";

  private SandboxMain() {}

  public static void main(String[] arguments) {
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "sandbox/logback.xml");
    }
    var vertx = Vertx.vertx();
    try {
      var environment = System.getenv();
      var sandbox = Sandbox.start(vertx, SandboxOptions.from(environment)).await(20, SECONDS);
      sandbox.pusherWebhooksTo(
          URI.create(
              environment.getOrDefault("PUBLIC_URL", "http://localhost:8080")
                  + "/api/pusher/webhook"));
      System.out.printf(
          "Twitch at %s, Pusher at %s, control page at %1$s/sandbox%n",
          sandbox.twitchUrl(), sandbox.pusherUrl());
    } catch (Exception e) {
      System.err.println("Cannot start: " + e.getMessage());
      System.exit(1);
    }
  }
}
