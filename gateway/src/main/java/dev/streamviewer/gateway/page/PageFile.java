package dev.streamviewer.gateway.page;

import dev.streamviewer.platform.crypto.Sha2;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * A file of the page, ready to be sent.
 *
 * @param coded the compressed contents of the build, by content coding
 * @param tag changes with the content; the same for all codings, and therefore weak
 * @param shared whether other sites may read the file, and caches may keep it forever: the name
 *     contains a hash of the content, so the content never changes
 */
record PageFile(
    Buffer content, Map<String, Buffer> coded, String type, String tag, boolean shared) {
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

  private static final Set<String> COMPRESSED_TYPES =
      Set.of("image/png", "image/webp", "font/woff2");

  static PageFile of(String path, Buffer content, Map<String, Buffer> coded) {
    var ending = path.substring(path.lastIndexOf('.') + 1);
    var direct = new HashMap<String, Buffer>();
    coded.forEach((coding, bytes) -> direct.put(coding, toDirectBuffer(bytes)));
    return new PageFile(
        toDirectBuffer(content),
        Map.copyOf(direct),
        TYPES.getOrDefault(ending, "application/octet-stream"),
        "W/\"%s\"".formatted(HexFormat.of().formatHex(Sha2.sha256(content.getBytes()), 0, 8)),
        path.startsWith("/assets/"));
  }

  /**
   * Moves bytes off the heap. Netty would copy a heap buffer for each client that has not read it
   * yet.
   */
  private static Buffer toDirectBuffer(Buffer content) {
    var bytes = Unpooled.directBuffer(content.length()).writeBytes(content.getBytes());
    return BufferInternal.buffer(Unpooled.unreleasableBuffer(bytes.asReadOnly()));
  }

  /** The value of Cache-Control. */
  String caching() {
    return shared ? "public, max-age=31536000, immutable" : "no-cache";
  }

  /** Whether the format is already compressed, so that compressing again would gain nothing. */
  boolean isCompressed() {
    return COMPRESSED_TYPES.contains(type);
  }

  /**
   * Whether the browser already has this content.
   *
   * @param tags the value of If-None-Match, or null
   */
  boolean matches(String tags) {
    return tags != null && (tags.contains(tag) || tags.equals("*"));
  }
}
