package dev.streamviewer.webhook.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.platform.config.Secret;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A short, non-reversible id of a secret. */
final class SecretFingerprint {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "which secret signs".getBytes(US_ASCII);
  private static final int BYTES = 4;

  private SecretFingerprint() {}

  /** The fingerprint as eight hex digits. */
  static String of(Secret secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.value().getBytes(US_ASCII), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(PURPOSE), 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM, e);
    }
  }
}
