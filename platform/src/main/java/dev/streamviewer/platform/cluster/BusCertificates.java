package dev.streamviewer.platform.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The certificates of the bus as JGroups requires them: PKCS #12 files, converted from the PEM
 * files of a certificate authority. Only this user can read the files, and only this process knows
 * the password. The files are deleted once JGroups has read them, at the latest when the process
 * ends.
 *
 * @param keyStore the key and certificate of this process
 * @param trustStore the trusted certificate authorities
 * @param password the password of both stores
 */
record BusCertificates(Path keyStore, Path trustStore, String password) {
  /** The file names in a Kubernetes TLS secret. */
  static final List<String> FILES = List.of("tls.crt", "tls.key", "ca.crt");

  private static final List<String> KEY_ALGORITHMS = List.of("RSA", "EC", "Ed25519");

  /**
   * Reads {@code tls.crt}, {@code tls.key} (PKCS #8) and {@code ca.crt} of a folder.
   *
   * @throws IllegalArgumentException if a file does not hold the expected key or certificate
   */
  static BusCertificates convert(Path folder) {
    try {
      var password = randomPassword();
      var directory = Files.createTempDirectory("streamviewer-bus");
      var keys = emptyStore();
      keys.setKeyEntry(
          "bus",
          privateKey(folder.resolve("tls.key")),
          password.toCharArray(),
          certificates(folder.resolve("tls.crt")));
      var trusted = emptyStore();
      for (var certificate : certificates(folder.resolve("ca.crt"))) {
        trusted.setCertificateEntry("ca" + trusted.size(), certificate);
      }
      return new BusCertificates(
          write(keys, Files.createTempFile(directory, "key", ".p12"), password),
          write(trusted, Files.createTempFile(directory, "trust", ".p12"), password),
          password);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "BUS_TLS_DIR \"%s\" cannot be used: %s".formatted(folder, e.getMessage()), e);
    }
  }

  private static Certificate[] certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (var pem = Files.newInputStream(file)) {
      var certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(pem)
              .toArray(Certificate[]::new);
      if (certificates.length == 0) {
        throw new GeneralSecurityException(file.getFileName() + " contains no certificate");
      }
      return certificates;
    }
  }

  private static PrivateKey privateKey(Path file) throws IOException, GeneralSecurityException {
    var pem = Files.readString(file, StandardCharsets.US_ASCII);
    if (!pem.contains("-----BEGIN PRIVATE KEY-----")) {
      throw new GeneralSecurityException(file.getFileName() + " is not a PKCS #8 private key");
    }
    var base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----|\\s", "");
    var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
    for (var algorithm : KEY_ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (GeneralSecurityException e) {
        // a key of another algorithm; the next may fit
      }
    }
    throw new GeneralSecurityException(
        file.getFileName() + " is not a key of " + String.join(", ", KEY_ALGORITHMS));
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Path write(KeyStore store, Path file, String password)
      throws IOException, GeneralSecurityException {
    try (var out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    // Java deletes in reverse order, so the folder is registered first.
    file.getParent().toFile().deleteOnExit();
    file.toFile().deleteOnExit();
    return file;
  }

  private static String randomPassword() {
    var bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
