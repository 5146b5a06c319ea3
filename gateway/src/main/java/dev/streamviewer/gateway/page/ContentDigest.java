package dev.streamviewer.gateway.page;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-2 digests of files. */
final class ContentDigest {
  private ContentDigest() {}

  static byte[] sha256(Buffer content) {
    return digest("SHA-256", content);
  }

  static byte[] sha384(Buffer content) {
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
