package dev.streamviewer.gateway;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * A file of the page, ready to be sent.
 *
 * @param caching how long browsers may keep it without asking
 * @param tag changes when the content does
 */
record PageFile(Buffer content, String type, String caching, String tag) {
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("webmanifest", "application/manifest+json"));

  static PageFile of(String path, Buffer content) {
    var type = path.substring(path.lastIndexOf('.') + 1);
    return new PageFile(
        content,
        TYPES.getOrDefault(type, "application/octet-stream"),
        // A name under /assets/ carries a hash of the content, so it never means anything else.
        path.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache",
        "W/\"%s\"".formatted(hash(content)));
  }

  /** Whether a browser has this content already, by the If-None-Match it sent, or null. */
  boolean isKnown(String tags) {
    return tags != null && (tags.contains(tag) || tags.equals("*"));
  }

  private static String hash(Buffer content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes());
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
