package dev.streamviewer.platform.cluster;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.KeyManagerFactorySpi;
import javax.net.ssl.ManagerFactoryParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates of the bus, which may be renewed while the process runs. Each new connection
 * uses those read last; open connections stay as they are.
 */
final class RenewableCertificates {
  private static final Logger log = LoggerFactory.getLogger(RenewableCertificates.class);

  private final Path folder;
  private final Clock clock;
  private volatile BusCertificates current;

  /**
   * @param folder a folder of PEM files, see {@link BusCertificates}
   */
  RenewableCertificates(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
    this.current = BusCertificates.read(folder, clock);
  }

  /**
   * Reads the files again if they changed; after a fault the certificates stay as they are.
   *
   * @return whether the certificates are new
   * @throws IllegalArgumentException if the changed files cannot be used
   */
  boolean reload() {
    try {
      if (!current.differFrom(folder)) {
        return false;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "BUS_TLS_DIR is \"%s\", which cannot be read now".formatted(folder), e);
    }
    current = BusCertificates.read(folder, clock);
    return true;
  }

  Instant expiresAt() {
    return current.expiresAt();
  }

  X509ExtendedKeyManager keyManager() {
    return new Keys();
  }

  /** The key manager as Vert.x takes one. */
  KeyManagerFactory keyManagerFactory() {
    return new KeyManagerFactory(new FixedKeys(keyManager()), null, "bus") {};
  }

  X509ExtendedTrustManager trustManager() {
    return new Trust();
  }

  SSLContext context() throws GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(new KeyManager[] {keyManager()}, new TrustManager[] {trustManager()}, null);
    return context;
  }

  private static final class FixedKeys extends KeyManagerFactorySpi {
    private final KeyManager keys;

    private FixedKeys(KeyManager keys) {
      this.keys = keys;
    }

    @Override
    protected void engineInit(KeyStore store, char[] password) {}

    @Override
    protected void engineInit(ManagerFactoryParameters parameters) {}

    @Override
    protected KeyManager[] engineGetKeyManagers() {
      return new KeyManager[] {keys};
    }
  }

  private final class Keys extends X509ExtendedKeyManager {
    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return current.keys().getClientAliases(type, issuers);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return current.keys().chooseClientAlias(types, issuers, socket);
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return current.keys().chooseEngineClientAlias(types, issuers, engine);
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return current.keys().getServerAliases(type, issuers);
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return current.keys().chooseServerAlias(type, issuers, socket);
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return current.keys().chooseEngineServerAlias(type, issuers, engine);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return current.keys().getCertificateChain(alias);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return current.keys().getPrivateKey(alias);
    }
  }

  private final class Trust extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain, trust -> trust.checkClientTrusted(chain, type));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain, trust -> trust.checkClientTrusted(chain, type, socket));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain, trust -> trust.checkClientTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      check(chain, trust -> trust.checkServerTrusted(chain, type));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      check(chain, trust -> trust.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      check(chain, trust -> trust.checkServerTrusted(chain, type, engine));
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return current.trust().getAcceptedIssuers();
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
      try {
        check.by(current.trust());
      } catch (CertificateException e) {
        log.warn("A connection on the bus was refused: {}", reason(chain[0]));
        throw e;
      }
    }
  }

  private String reason(X509Certificate peer) {
    var end = peer.getNotAfter().toInstant();
    return end.isBefore(clock.instant())
        ? "the certificate of the other process expired at %s; renew it".formatted(end)
        : "the certificate of the other process, %s, is not signed by our ca.crt"
            .formatted(peer.getSubjectX500Principal());
  }

  @FunctionalInterface
  private interface Check {
    void by(X509ExtendedTrustManager trust) throws CertificateException;
  }
}
