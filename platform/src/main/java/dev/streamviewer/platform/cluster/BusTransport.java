package dev.streamviewer.platform.cluster;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jgroups.annotations.Property;
import org.jgroups.protocols.TCP;
import org.jgroups.util.TLS;
import org.jgroups.util.TLSClientAuth;

/**
 * JGroups's TCP with mutual TLS by certificates that may be renewed: JGroups itself reads them
 * once. Found by the name in the JGroups files.
 */
public final class BusTransport extends TCP {
  /** The interval at which a renewed certificate is looked for. */
  static final long RELOAD_SECONDS = 5;

  @Property(description = "A folder of PEM files; empty for connections without TLS")
  private String certificates = "";

  @Override
  public void start() throws Exception {
    if (!certificates.isEmpty()) {
      var renewable = new RenewableCertificates(Path.of(certificates), Clock.systemUTC());
      tls(new RenewableTls(renewable));
      getTimer()
          .scheduleWithFixedDelay(
              () -> reload(renewable), RELOAD_SECONDS, RELOAD_SECONDS, TimeUnit.SECONDS);
    }
    super.start();
  }

  private void reload(RenewableCertificates renewable) {
    try {
      renewable.reload();
    } catch (IllegalArgumentException e) {
      log.debug("The renewed certificates cannot be used; ClusteredVertx reports why", e);
    }
  }

  private static final class RenewableTls extends TLS {
    private final RenewableCertificates certificates;

    private RenewableTls(RenewableCertificates certificates) {
      this.certificates = certificates;
      enabled(true);
      setClientAuth(TLSClientAuth.NEED);
    }

    @Override
    public void init() {
      // The superclass would look for a key store.
    }

    @Override
    public SSLContext createContext() {
      try {
        return certificates.context();
      } catch (Exception e) {
        throw new IllegalStateException("This Java cannot use the certificates of the bus", e);
      }
    }
  }
}
