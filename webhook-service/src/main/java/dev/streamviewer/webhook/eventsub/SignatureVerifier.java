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
 * Verifies the signature of an EventSub message. Belongs to one event loop, because a {@link Mac}
 * has state.
 *
 * @see <a
 *     href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#verifying-the-event-message">Verifying
 *     the event message</a>
 */
public final class SignatureVerifier {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String PREFIX = "sha256=";

  private final List<Mac> keys;

  /**
   * @param secrets the accepted secrets; a signature with any of them is valid
   */
  public SignatureVerifier(List<Secret> secrets) {
    keys = secrets.stream().map(SignatureVerifier::mac).toList();
  }

  /**
   * Whether one of the secrets signed the id, the timestamp and the raw body. A malformed signature
   * is rejected by its form alone, before a {@link Mac} has read any byte.
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
    if (!signature.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(HexFormat.of().parseHex(signature.substring(PREFIX.length())));
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
      throw new IllegalArgumentException("WEBHOOK_SECRET cannot be used as an HMAC key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM, e);
    }
  }
}
