package dev.streamviewer.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-2 digests. */
public final class Sha2 {
  private Sha2() {}

  /** The SHA-256 of a text in UTF-8. */
  public static byte[] sha256(String text) {
    return sha256(text.getBytes(UTF_8));
  }

  public static byte[] sha256(byte[] content) {
    return digest("SHA-256").digest(content);
  }

  public static byte[] sha384(byte[] content) {
    return digest("SHA-384").digest(content);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JVM lacks " + algorithm, e);
    }
  }
}
