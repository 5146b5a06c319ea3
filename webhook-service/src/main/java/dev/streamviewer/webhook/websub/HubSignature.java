package dev.streamviewer.webhook.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.config.Secret;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of a notification. SHA-1 is not accepted.
 *
 * @see <a href="https://www.w3.org/TR/websub/#recognized-algorithm-names">WebSub 7.1.1</a>
 */
public final class HubSignature {
  private static final Map<String, String> ALGORITHMS =
      Map.of("sha256", "HmacSHA256", "sha384", "HmacSHA384", "sha512", "HmacSHA512");

  private final String algorithm;
  private final byte[] claimed;

  private HubSignature(String algorithm, byte[] claimed) {
    this.algorithm = algorithm;
    this.claimed = claimed;
  }

  /** Parses {@code method=hex}; empty if the method is not accepted or the digits are not hex. */
  public static Optional<HubSignature> parse(String header) {
    var method = header.substring(0, Math.max(header.indexOf('='), 0));
    var algorithm = ALGORITHMS.get(method);
    if (algorithm == null) {
      return Optional.empty();
    }
    try {
      var claimed = HexFormat.of().parseHex(header.substring(method.length() + 1));
      return Optional.of(new HubSignature(algorithm, claimed));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  /** Whether the secret signed the body. */
  public boolean matches(Secret secret, Buffer body) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.value().getBytes(UTF_8), algorithm));
      return MessageDigest.isEqual(mac.doFinal(body.getBytes()), claimed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + algorithm, e);
    }
  }
}
