package dev.streamviewer.gateway.page;

import dev.streamviewer.gateway.http.Sha256Digests;
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
 * @param coded the content by content coding, as the build compressed it
 * @param tag changes when the content does; the same for all codings, and weak therefore
 * @param shared whether other sites may read it, and everybody keep it for good: its name carries a
 *     hash of the content, so it never means anything else
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

  private static final Set<String> DENSE = Set.of("image/png", "image/webp", "font/woff2");

  static PageFile of(String path, Buffer content, Map<String, Buffer> coded) {
    var ending = path.substring(path.lastIndexOf('.') + 1);
    var shareable = new HashMap<String, Buffer>();
    coded.forEach((coding, bytes) -> shareable.put(coding, outsideHeap(bytes)));
    return new PageFile(
        outsideHeap(content),
        Map.copyOf(shareable),
        TYPES.getOrDefault(ending, "application/octet-stream"),
        "W/\"%s\"".formatted(HexFormat.of().formatHex(Sha256Digests.sha256(content), 0, 8)),
        path.startsWith("/assets/"));
  }

  /** Netty would copy a buffer of the heap for each client that has not read it yet. */
  private static Buffer outsideHeap(Buffer content) {
    var bytes = Unpooled.directBuffer(content.length()).writeBytes(content.getBytes());
    return BufferInternal.buffer(Unpooled.unreleasableBuffer(bytes.asReadOnly()));
  }

  /** How long it may be kept without asking. */
  String caching() {
    return shared ? "public, max-age=31536000, immutable" : "no-cache";
  }

  /** Whether its format is compressed already, so that a second time would be in vain. */
  boolean isDense() {
    return DENSE.contains(type);
  }

  /** Whether a browser has this content already, by the If-None-Match it sent, or null. */
  boolean isKnown(String tags) {
    return tags != null && (tags.contains(tag) || tags.equals("*"));
  }
}
