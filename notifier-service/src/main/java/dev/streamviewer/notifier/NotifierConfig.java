package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.Secret;
import dev.streamviewer.platform.launch.Settings;

/**
 * What the notifier is told.
 *
 * @param host where Pusher's HTTP API is: Pusher's own, or a compatible server
 * @param port 0 means the port of the scheme
 */
record NotifierConfig(String appId, String key, Secret secret, String host, int port, boolean tls) {
  static NotifierConfig from(Settings settings) {
    var cluster = settings.text("PUSHER_CLUSTER", "");
    var host = settings.text("PUSHER_HOST", "");
    if (cluster.isEmpty() && host.isEmpty()) {
      settings.fault(
          "PUSHER_CLUSTER is not set: the cluster of your Pusher app, such as eu"
              + " (or PUSHER_HOST for a compatible server)");
    }
    return new NotifierConfig(
        settings.required("PUSHER_APP_ID", "the app_id of your Pusher app"),
        settings.required("PUSHER_KEY", "the key of your Pusher app"),
        settings.secret("PUSHER_SECRET", "the secret of your Pusher app"),
        host.isEmpty() ? "api-" + cluster + ".pusher.com" : host,
        settings.port("PUSHER_PORT", 0),
        settings.flag("PUSHER_TLS", true));
  }

  /** Host and port as an address has them. */
  String authority() {
    return port == 0 ? host : host + ":" + port;
  }
}
