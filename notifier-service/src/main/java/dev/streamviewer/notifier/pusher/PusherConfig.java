package dev.streamviewer.notifier.pusher;

import dev.streamviewer.platform.config.PusherServer;
import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.config.Settings;

/**
 * The Pusher app to which the notifier publishes.
 *
 * @param appId identifies the app in Pusher's HTTP API
 */
public record PusherConfig(String appId, Secret secret, PusherServer server) {
  public static PusherConfig from(Settings settings) {
    return new PusherConfig(
        settings.required("PUSHER_APP_ID", "the app_id of your Pusher app"),
        settings.secret("PUSHER_SECRET", "the secret of your Pusher app"),
        PusherServer.from(settings));
  }

  /** Returns host and port of Pusher's HTTP API. */
  String authority() {
    var host = server.host().isEmpty() ? "api-" + server.cluster() + ".pusher.com" : server.host();
    return server.port() == 0 ? host : host + ":" + server.port();
  }
}
