package dev.streamviewer.platform.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A JGroups stack with mutual TLS. */
final class SecureJGroupsStack {
  private static final String INSERTION_POINT = "diag.enabled=\"false\"";

  private SecureJGroupsStack() {}

  /**
   * Writes a copy of a stack, with TLS, and its keys into a new folder. The caller deletes the
   * folder once the member has joined.
   *
   * @param stack a resource of this module
   * @param pem a folder of PEM files, see {@link BusCertificates}
   */
  static Path write(String stack, Path pem) {
    var certificates = BusCertificates.convert(pem);
    var folder = certificates.keyStore().getParent();
    try {
      var file = Files.createTempFile(folder, "jgroups", ".xml");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file, plain(stack).replace(INSERTION_POINT, INSERTION_POINT + tls(certificates)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write to " + folder, e);
    }
  }

  private static String plain(String stack) throws IOException {
    try (var text = SecureJGroupsStack.class.getClassLoader().getResourceAsStream(stack)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String tls(BusCertificates certificates) {
    return """
     tls.enabled="true" tls.client_auth="NEED"
     tls.keystore_path="%1$s" tls.keystore_type="pkcs12" tls.keystore_password="%3$s"
     tls.truststore_path="%2$s" tls.truststore_type="pkcs12" tls.truststore_password="%3$s"
    """
        .formatted(certificates.keyStore(), certificates.trustStore(), certificates.password())
        .indent(1);
  }
}
