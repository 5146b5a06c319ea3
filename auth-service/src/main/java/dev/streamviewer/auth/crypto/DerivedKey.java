package dev.streamviewer.auth.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.config.Secret;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A 256-bit key for a single purpose, derived from a secret by HKDF with HMAC-SHA256 and no salt. A
 * key reveals nothing about the secret or about the keys for other purposes.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5869">RFC 5869</a>
 */
public final class DerivedKey {
  private static final String HMAC = "HmacSHA256";
  private static final int HASH_BYTES = 32;

  private final byte[] key;

  private DerivedKey(byte[] key) {
    this.key = key;
  }

  /**
   * Derives a key. All processes with the same secret derive the same key.
   *
   * @param purpose a label that no other use of this secret may have
   */
  public static DerivedKey of(Secret secret, String purpose) {
    var extracted = hmac(new byte[HASH_BYTES], secret.value().getBytes(UTF_8));
    var info = purpose.getBytes(UTF_8);
    var block = new byte[info.length + 1];
    System.arraycopy(info, 0, block, 0, info.length);
    block[info.length] = 1;
    return new DerivedKey(hmac(extracted, block));
  }

  /** Returns the HMAC-SHA256 of a text under this key. */
  public byte[] sign(String text) {
    return hmac(key, text.getBytes(UTF_8));
  }

  /** Returns this key for AES-256. */
  SecretKeySpec aes() {
    return new SecretKeySpec(key, "AES");
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      var mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(key, HMAC));
      return mac.doFinal(data);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("This JVM lacks " + HMAC, e);
    }
  }
}
