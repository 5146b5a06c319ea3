package dev.streamviewer.gateway.http;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-2 digests of files. */
public final class Sha256Digests {
  private Sha256Digests() {}

  public static byte[] sha256(Buffer content) {
    return digest("SHA-256", content);
  }

  public static byte[] sha384(Buffer content) {
    return digest("SHA-384", content);
  }

  private static byte[] digest(String algorithm, Buffer content) {
    try {
      return MessageDigest.getInstance(algorithm).digest(content.getBytes());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java lacks " + algorithm, e);
    }
  }
}
