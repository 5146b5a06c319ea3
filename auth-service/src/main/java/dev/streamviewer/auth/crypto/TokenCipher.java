package dev.streamviewer.auth.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.config.Secret;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts tokens in cluster memory, by AES-GCM with a key that only auth services can derive. A
 * ciphertext is bound to the key of its map entry, so it cannot be moved to another entry.
 *
 * <p>Nonces are random. NIST SP 800-38D allows 2^32 of them for a key: 100,000 sessions, rewritten
 * every hour, reach that after almost five years.
 */
public final class TokenCipher {
  private static final String PURPOSE = "streamer-event-viewer session tokens 1";
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param clientSecret the secret that all auth services have and no other service has
   */
  public TokenCipher(Secret clientSecret) {
    this.key = DerivedKey.of(clientSecret, PURPOSE).aes();
  }

  /** Encrypts a text; returns nonce and ciphertext as base64url. */
  public String encrypt(String text, String entry) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var encrypted = cipher(Cipher.ENCRYPT_MODE, nonce, entry).doFinal(text.getBytes(UTF_8));
      var all = new byte[NONCE_BYTES + encrypted.length];
      System.arraycopy(nonce, 0, all, 0, NONCE_BYTES);
      System.arraycopy(encrypted, 0, all, NONCE_BYTES, encrypted.length);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM, e);
    }
  }

  /**
   * Decrypts a ciphertext; empty if it was encrypted with another secret, belongs to another entry
   * or is damaged.
   *
   * @param encrypted may be null
   */
  public Optional<String> decrypt(String encrypted, String entry) {
    if (encrypted == null) {
      return Optional.empty();
    }
    try {
      var all = Base64.getUrlDecoder().decode(encrypted);
      if (all.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
        return Optional.empty();
      }
      var cipher = cipher(Cipher.DECRYPT_MODE, all, entry);
      var text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return Optional.of(new String(text, UTF_8));
    } catch (AEADBadTagException | IllegalArgumentException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks " + ALGORITHM, e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String entry) throws GeneralSecurityException {
    var cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    cipher.updateAAD(entry.getBytes(UTF_8));
    return cipher;
  }
}
