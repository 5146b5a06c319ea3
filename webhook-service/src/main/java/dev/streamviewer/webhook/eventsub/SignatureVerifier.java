package dev.streamviewer.webhook.eventsub;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.streamviewer.platform.config.Secret;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks who signed a message of EventSub. Holds its {@link Mac}s, so it belongs to one event loop.
 *
 * @see <a
 *     href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#verifying-the-event-message">Verifying
 *     the event message</a>
 */
public final class SignatureVerifier {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String METHOD = "sha256=";

  private final List<Mac> keys;

  /**
   * @param secrets any of them may have signed
   */
  public SignatureVerifier(List<Secret> secrets) {
    keys = secrets.stream().map(SignatureVerifier::mac).toList();
  }

  /**
   * Whether a message is signed by one of the secrets: id, timestamp and raw body. A malformed
   * signature is told from the form alone, before a {@link Mac} has seen any byte.
   */
  public boolean verify(EventSubMessage message) {
    var headers = message.headers();
    var claimed = parse(headers.signature());
    if (claimed.isEmpty()) {
      return false;
    }
    var genuine = false;
    for (var mac : keys) {
      mac.update(headers.id().getBytes(US_ASCII));
      mac.update(headers.timestamp().getBytes(US_ASCII));
      genuine |= MessageDigest.isEqual(mac.doFinal(message.body().getBytes()), claimed.get());
    }
    return genuine;
  }

  private static Optional<byte[]> parse(String signature) {
    if (!signature.startsWith(METHOD)) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(signature.substring(METHOD.length())));
    } catch (IllegalArgumentException notHex) {
      return Optional.empty();
    }
  }

  private static Mac mac(Secret secret) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.value().getBytes(US_ASCII), ALGORITHM));
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("WEBHOOK_SECRET is not usable as a key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM, e);
    }
  }
}
