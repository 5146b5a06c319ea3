package dev.streamviewer.demo.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a WebSub topic and the token of its callback, derived as documented.
 *
 * @param secret the key of the hub's signatures
 */
public record TopicKeys(String secret, String token) {
  public static TopicKeys of(String deployment, String topic) {
    var token = hmac("HmacSHA256", deployment, "websub callback " + topic);
    return new TopicKeys(
        HexFormat.of().formatHex(hmac("HmacSHA256", deployment, "websub " + topic)),
        Base64.getUrlEncoder().withoutPadding().encodeToString(token));
  }

  /** Returns the callback of the topic at a site. */
  public URI callback(URI site) {
    return site.resolve("/api/callback?websub=" + token);
  }

  /** Returns the value of {@code X-Hub-Signature} for a method such as {@code sha256}. */
  public static String sign(String method, String secret, String body) {
    var hex = HexFormat.of().formatHex(hmac("Hmac" + method.toUpperCase(), secret, body));
    return method + "=" + hex;
  }

  private static byte[] hmac(String algorithm, String key, String text) {
    try {
      var mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
