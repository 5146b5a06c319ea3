package dev.streamviewer.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.platform.contract.Secret;
import io.vertx.core.buffer.Buffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks who signed a callback. Holds its {@link Mac}s, so it belongs to one event loop.
 *
 * @see <a
 *     href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#verifying-the-event-message">Verifying
 *     the event message</a>
 */
final class SignatureVerifier {
  /** WebSub 7 names the methods by these words; EventSub uses only the second. */
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "sha1", "HmacSHA1",
          "sha256", "HmacSHA256",
          "sha384", "HmacSHA384",
          "sha512", "HmacSHA512");

  private final List<Map<String, Mac>> keys;

  /**
   * @param secrets any of them may have signed
   */
  SignatureVerifier(List<Secret> secrets) {
    keys = secrets.stream().map(SignatureVerifier::macs).toList();
  }

  /** Whether a message of EventSub is signed by one of the secrets: id, timestamp and raw body. */
  boolean verify(EventSubMessage message) {
    return message.signature().startsWith("sha256=")
        && verify(
            message.signature(),
            message.id().getBytes(US_ASCII),
            message.timestamp().getBytes(US_ASCII),
            message.body().getBytes());
  }

  /** Whether the body of a WebSub notification is signed by one of the secrets. */
  boolean verify(String signature, Buffer body) {
    return verify(signature, body.getBytes());
  }

  /** A malformed signature is told from the form alone, before a {@link Mac} has seen any byte. */
  private boolean verify(String signature, byte[]... parts) {
    var equals = signature.indexOf('=');
    if (equals < 0) {
      return false;
    }
    var method = signature.substring(0, equals);
    var claimed = parse(signature.substring(equals + 1));
    if (claimed.isEmpty() || !ALGORITHMS.containsKey(method)) {
      return false;
    }
    var genuine = false;
    for (var macs : keys) {
      var mac = macs.get(method);
      for (var part : parts) {
        mac.update(part);
      }
      genuine |= MessageDigest.isEqual(mac.doFinal(), claimed.get());
    }
    return genuine;
  }

  private static Optional<byte[]> parse(String hex) {
    try {
      return Optional.of(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Mac> macs(Secret secret) {
    var macs = new HashMap<String, Mac>();
    ALGORITHMS.forEach((method, algorithm) -> macs.put(method, mac(algorithm, secret)));
    return macs;
  }

  private static Mac mac(String algorithm, Secret secret) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.value().getBytes(US_ASCII), algorithm));
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("WEBHOOK_SECRET is not usable as a key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + algorithm, e);
    }
  }
}
