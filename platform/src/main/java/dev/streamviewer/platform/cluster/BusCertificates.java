package dev.streamviewer.platform.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The key, certificate and trusted authorities of the bus, read from the PEM files of a Kubernetes
 * TLS secret. Nothing is written to a disk.
 *
 * @param files the contents of the files, to notice a change
 * @param expiresAt the end of the certificate, or of an authority that ends before
 */
record BusCertificates(
    Map<String, byte[]> files,
    X509ExtendedKeyManager keys,
    X509ExtendedTrustManager trust,
    Instant expiresAt) {
  static final String CERTIFICATE = "tls.crt";
  static final String KEY = "tls.key";
  static final String AUTHORITY = "ca.crt";

  /** The file names in a Kubernetes TLS secret. */
  static final List<String> FILES = List.of(CERTIFICATE, KEY, AUTHORITY);

  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "Ed25519", "Ed25519");

  /**
   * Reads {@code tls.crt}, {@code tls.key} (PKCS #8) and {@code ca.crt} of a folder.
   *
   * @throws IllegalArgumentException if the files are not a valid certificate with its key; the
   *     message is a sentence for the operator
   */
  static BusCertificates read(Path folder, Clock clock) {
    try {
      return of(files(folder), clock);
    } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "BUS_TLS_DIR is \"%s\", whose %s".formatted(folder, e.getMessage()), e);
    }
  }

  /** Whether the files of a folder differ from those that were read. */
  boolean differFrom(Path folder) throws IOException {
    for (var file : files.entrySet()) {
      if (!Arrays.equals(file.getValue(), Files.readAllBytes(folder.resolve(file.getKey())))) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, byte[]> files(Path folder) throws IOException {
    var files = new LinkedHashMap<String, byte[]>();
    for (var name : FILES) {
      files.put(name, Files.readAllBytes(folder.resolve(name)));
    }
    return files;
  }

  private static BusCertificates of(Map<String, byte[]> files, Clock clock)
      throws IOException, GeneralSecurityException {
    var chain = certificates(CERTIFICATE, files.get(CERTIFICATE));
    var authorities = certificates(AUTHORITY, files.get(AUTHORITY));
    var key = privateKey(new String(files.get(KEY), StandardCharsets.US_ASCII));
    requireValid(CERTIFICATE, chain[0], clock.instant());
    for (var authority : authorities) {
      requireValid(AUTHORITY, authority, clock.instant());
    }
    requireMatch(key, chain[0]);
    requireSignature(chain, authorities, clock.instant());
    return new BusCertificates(
        files, keyManager(key, chain), trustManager(authorities), firstEnd(chain[0], authorities));
  }

  private static Instant firstEnd(X509Certificate certificate, X509Certificate... authorities) {
    return Arrays.stream(authorities)
        .map(it -> it.getNotAfter().toInstant())
        .reduce(certificate.getNotAfter().toInstant(), (a, b) -> a.isBefore(b) ? a : b);
  }

  private static X509Certificate[] certificates(String name, byte[] pem)
      throws GeneralSecurityException {
    var found = new X509Certificate[0];
    try {
      found =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))
              .toArray(X509Certificate[]::new);
    } catch (GeneralSecurityException e) {
      throw new GeneralSecurityException(name + " is not a PEM file of certificates", e);
    }
    if (found.length == 0) {
      throw new GeneralSecurityException(name + " contains no certificate");
    }
    return found;
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
      throw new GeneralSecurityException(KEY + " is not a PKCS #8 private key");
    }
    var base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
    var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    for (var algorithm : SIGNATURES.keySet()) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // a key of another algorithm; the next may fit
      }
    }
    throw new GeneralSecurityException(
        KEY
            + " is not a key of "
            + SIGNATURES.keySet().stream().sorted().collect(Collectors.joining(", ")));
  }

  private static void requireValid(String name, X509Certificate certificate, Instant now)
      throws GeneralSecurityException {
    var begin = certificate.getNotBefore().toInstant();
    var end = certificate.getNotAfter().toInstant();
    if (end.isBefore(now)) {
      throw new GeneralSecurityException(
          "%s expired at %s, %d days ago; renew it"
              .formatted(name, end, ChronoUnit.DAYS.between(end, now)));
    }
    if (begin.isAfter(now)) {
      throw new GeneralSecurityException(
          "%s is valid from %s only; check the clock of this machine".formatted(name, begin));
    }
  }

  private static void requireMatch(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    var message = new byte[32];
    new SecureRandom().nextBytes(message);
    var matches = false;
    try {
      var algorithm = "EdDSA".equals(key.getAlgorithm()) ? "Ed25519" : key.getAlgorithm();
      var signature = Signature.getInstance(SIGNATURES.get(algorithm));
      signature.initSign(key);
      signature.update(message);
      var signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(message);
      matches = signature.verify(signed);
    } catch (GeneralSecurityException e) {
      // keys of different algorithms, reported below
    }
    if (!matches) {
      throw new GeneralSecurityException(KEY + " is not the key of " + CERTIFICATE);
    }
  }

  private static void requireSignature(
      X509Certificate[] chain, X509Certificate[] authorities, Instant now)
      throws GeneralSecurityException {
    var anchors =
        Arrays.stream(authorities).map(it -> new TrustAnchor(it, null)).collect(Collectors.toSet());
    var parameters = new PKIXParameters(anchors);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(chain));
    try {
      CertPathValidator.getInstance("PKIX").validate(path, parameters);
    } catch (GeneralSecurityException e) {
      throw new GeneralSecurityException(
          "%s is not signed by %s: %s".formatted(CERTIFICATE, AUTHORITY, e.getMessage()), e);
    }
  }

  private static X509ExtendedKeyManager keyManager(PrivateKey key, X509Certificate[] chain)
      throws IOException, GeneralSecurityException {
    var store = emptyStore();
    store.setKeyEntry("bus", key, new char[0], chain);
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, new char[0]);
    return (X509ExtendedKeyManager) factory.getKeyManagers()[0];
  }

  private static X509ExtendedTrustManager trustManager(X509Certificate[] authorities)
      throws IOException, GeneralSecurityException {
    var store = emptyStore();
    for (var authority : authorities) {
      store.setCertificateEntry("ca" + store.size(), authority);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}
