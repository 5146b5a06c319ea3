package dev.streamviewer.auth.crypto;

import dev.streamviewer.platform.crypto.Sha2;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Unguessable ids: 256 random bits as base64url, 43 characters. */
public final class RandomIds {
  private static final int BYTES = 32;
  private static final Pattern FORMAT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private RandomIds() {}

  public static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return BASE64.encodeToString(bytes);
  }

  /** Returns whether a text, which may be null, has the form of {@link #next()}. */
  public static boolean wellFormed(String id) {
    return id != null && FORMAT.matcher(id).matches();
  }

  /** Returns the SHA-256 of an id as base64url, for places that must not hold the id. */
  public static String hash(String id) {
    return BASE64.encodeToString(Sha2.sha256(id));
  }
}
