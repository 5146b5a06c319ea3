package dev.streamviewer.platform.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;

/**
 * The server and the client of a clustered event bus. Vert.x lets both change their certificates,
 * but the bus keeps them private and copies its options by JSON, which holds files only.
 */
final class BusConnections {
  private BusConnections() {}

  /** Lets new connections of the bus use the certificates of each moment. */
  static Future<Void> use(Vertx vertx, RenewableCertificates certificates) {
    try {
      var keys = KeyCertOptions.wrap(certificates.keyManagerFactory());
      var trust = TrustOptions.wrap(certificates.trustManager());
      var server =
          new ServerSSLOptions()
              .setClientAuth(ClientAuth.REQUIRED)
              .setKeyCertOptions(keys)
              .setTrustOptions(trust);
      var client =
          new ClientSSLOptions()
              .setHostnameVerificationAlgorithm("")
              .setKeyCertOptions(keys)
              .setTrustOptions(trust);
      return Future.all(
              field(vertx, "server", NetServer.class).updateSSLOptions(server, true),
              field(vertx, "client", NetClient.class).updateSSLOptions(client, true))
          .mapEmpty();
    } catch (ReflectiveOperationException e) {
      return Future.failedFuture(e);
    }
  }

  private static <T> T field(Vertx vertx, String name, Class<T> type)
      throws ReflectiveOperationException {
    var field = vertx.eventBus().getClass().getDeclaredField(name);
    field.setAccessible(true);
    return type.cast(field.get(vertx.eventBus()));
  }
}
