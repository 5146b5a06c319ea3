package dev.streamviewer.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;

/** A running sandbox. */
public final class Sandbox {
  private final Vertx vertx;
  private final String deploymentId;
  private final SandboxVerticle verticle;
  private final SandboxOptions options;

  private Sandbox(
      Vertx vertx, String deploymentId, SandboxVerticle verticle, SandboxOptions options) {
    this.vertx = vertx;
    this.deploymentId = deploymentId;
    this.verticle = verticle;
    this.options = options;
  }

  /** Starts both servers. Fails with one clear sentence if a port is taken. */
  public static Future<Sandbox> start(Vertx vertx, SandboxOptions options) {
    var verticle = new SandboxVerticle(options);
    return vertx.deployVerticle(verticle).map(id -> new Sandbox(vertx, id, verticle, options));
  }

  /**
   * Returns {@code http://host:port}, with OAuth below {@code /oauth2} and Helix below {@code
   * /helix}.
   */
  public String twitchUrl() {
    return verticle.twitchUrl();
  }

  public String pusherUrl() {
    return verticle.pusherUrl();
  }

  public int twitchPort() {
    return verticle.twitchPort();
  }

  public int pusherPort() {
    return verticle.pusherPort();
  }

  public SandboxOptions options() {
    return options;
  }

  /** Sets the address of Pusher's webhooks; null turns the webhooks off. */
  public void pusherWebhooksTo(URI target) {
    verticle.pusherWebhooksTo(target);
  }

  public Future<Void> close() {
    return vertx.undeploy(deploymentId);
  }
}
