package dev.streamviewer.sandbox.pusher.channel;

import java.time.Duration;

/**
 * Configuration of the stand-in for Pusher.
 *
 * @param port 0 takes any free port
 * @param vacatedDelay the time without listeners, or without a member, before a webhook
 * @param activityTimeout the silence after which a connection is pinged
 * @param pongTimeout the time allowed for the pong
 * @param maxConnections sockets beyond this number are refused with 4004
 * @param webhookPause the pause before the first retry of a webhook; each retry doubles the pause
 */
public record PusherOptions(
    int port,
    PusherApp app,
    Duration vacatedDelay,
    Duration activityTimeout,
    Duration pongTimeout,
    int maxConnections,
    Duration webhookPause) {

  public PusherOptions {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("Pusher port must be 0 to 65535, not " + port);
    }
  }

  public static PusherOptions defaults() {
    return new PusherOptions(
        8091,
        new PusherApp("1", "sandbox-key", "sandbox-secret"),
        Duration.ofSeconds(3),
        Duration.ofSeconds(120),
        Duration.ofSeconds(30),
        10_000,
        Duration.ofSeconds(1));
  }

  public PusherOptions withPort(int port) {
    return new PusherOptions(
        port, app, vacatedDelay, activityTimeout, pongTimeout, maxConnections, webhookPause);
  }

  public PusherOptions withApp(PusherApp app) {
    return new PusherOptions(
        port, app, vacatedDelay, activityTimeout, pongTimeout, maxConnections, webhookPause);
  }

  public PusherOptions withVacatedDelay(Duration vacatedDelay) {
    return new PusherOptions(
        port, app, vacatedDelay, activityTimeout, pongTimeout, maxConnections, webhookPause);
  }

  public PusherOptions withActivity(Duration activityTimeout, Duration pongTimeout) {
    return new PusherOptions(
        port, app, vacatedDelay, activityTimeout, pongTimeout, maxConnections, webhookPause);
  }

  public PusherOptions withMaxConnections(int maxConnections) {
    return new PusherOptions(
        port, app, vacatedDelay, activityTimeout, pongTimeout, maxConnections, webhookPause);
  }

  public PusherOptions withWebhookPause(Duration webhookPause) {
    return new PusherOptions(
        port, app, vacatedDelay, activityTimeout, pongTimeout, maxConnections, webhookPause);
  }
}
