package dev.streamviewer.platform.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A stack of JGroups whose members believe only each other: TLS with certificates of both sides.
 */
final class SecureJGroupsStack {
  private static final String BEFORE = "diag.enabled=\"false\"";

  private SecureJGroupsStack() {}

  /**
   * Writes a copy of a stack, with TLS, into a folder of its own with the keys beside it, which is
   * to be deleted once the member has joined.
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
      return Files.writeString(file, plain(stack).replace(BEFORE, BEFORE + tls(certificates)));
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
