package dev.streamviewer.webhook.websub;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.config.Secret;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The credentials of a topic: a secret that signs notifications, and a token that makes the
 * callback URL unguessable.
 *
 * <p>Both are HMAC-SHA256 of the topic under a secret of this deployment. Labels separate the two
 * from each other, and from Twitch's signatures with the same secret, which start with a message
 * id.
 *
 * @param keyId the id of the deployment's secret from which both are derived
 * @see <a href="https://www.w3.org/TR/websub/#subscriber-sends-subscription-request">WebSub 5.1</a>
 */
public record TopicCredentials(String keyId, Secret secret, Secret token) {
  private static final String ALGORITHM = "HmacSHA256";
  private static final String SECRET_LABEL = "websub ";
  private static final String TOKEN_LABEL = "websub callback ";
  private static final String KEY_ID_LABEL = "websub key id";
  private static final int KEY_ID_BYTES = 4;

  static TopicCredentials derive(Secret deployment, String topic) {
    var secret = hmac(deployment, SECRET_LABEL + topic);
    var token = hmac(deployment, TOKEN_LABEL + topic);
    return new TopicCredentials(
        keyId(deployment),
        new Secret(HexFormat.of().formatHex(secret)),
        new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(token)));
  }

  /** Returns a non-reversible id of a deployment secret. */
  static String keyId(Secret deployment) {
    return HexFormat.of().formatHex(hmac(deployment, KEY_ID_LABEL), 0, KEY_ID_BYTES);
  }

  /** Whether a token belongs to this topic's callback; takes constant time. */
  boolean hasToken(Secret presented) {
    return MessageDigest.isEqual(token.value().getBytes(UTF_8), presented.value().getBytes(UTF_8));
  }

  private static byte[] hmac(Secret key, String text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.value().getBytes(UTF_8), ALGORITHM));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM, e);
    }
  }
}
