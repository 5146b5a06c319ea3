package dev.streamviewer.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFileTest {
  /** Netty copies heap bytes for each client that has not read them yet. */
  @Test
  void keepsFilesOffTheHeap() {
    var file =
        PageFile.of("/assets/a.js", Buffer.buffer("text"), Map.of("br", Buffer.buffer("coded")));

    assertThat(file.content().toString()).isEqualTo("text");
    assertThat(file.coded().get("br").toString()).isEqualTo("coded");
    assertThat(file.content()).satisfies(PageFileTest::isDirect);
    assertThat(file.coded().get("br")).satisfies(PageFileTest::isDirect);
  }

  @ParameterizedTest
  @CsvSource({
    "/index.html, text/html; charset=utf-8, no-cache, false",
    "/assets/index-4f3c.js, text/javascript; charset=utf-8, 'public, max-age=31536000, immutable',"
        + " true",
    "/icon.svg, image/svg+xml, no-cache, false",
    "/assets-old/a.css, text/css; charset=utf-8, no-cache, false",
    "/assets/unknown.xyz, application/octet-stream, 'public, max-age=31536000, immutable', true",
    "/no-ending, application/octet-stream, no-cache, false"
  })
  void choosesTypeAndCachingByThePath(String path, String type, String caching, boolean shared) {
    var file = file(path, "text");

    assertThat(file.type()).isEqualTo(type);
    assertThat(file.caching()).isEqualTo(caching);
    assertThat(file.shared()).isEqualTo(shared);
  }

  @Test
  void changesTheTagWithTheContent() {
    assertThat(file("/a.js", "text").tag()).isEqualTo(file("/b.js", "text").tag());
    assertThat(file("/a.js", "text").tag()).isNotEqualTo(file("/a.js", "texts").tag());
    assertThat(file("/a.js", "").tag()).matches("W/\"[0-9a-f]{16}\"");
  }

  @Test
  void matchesItsTag() {
    var file = file("/a.js", "text");

    assertThat(file.matches(file.tag())).isTrue();
    assertThat(file.matches("\"other\", " + file.tag())).isTrue();
    assertThat(file.matches("*")).isTrue();
  }

  @Test
  void matchesNoOtherTag() {
    var file = file("/a.js", "text");

    assertThat(file.matches(null)).isFalse();
    assertThat(file.matches("")).isFalse();
    assertThat(file.matches("\"*\"")).isFalse();
    assertThat(file.matches(file("/a.js", "other").tag())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"png, true", "webp, true", "woff2, true", "svg, false", "js, false", "ico, false"})
  void recognizesCompressedFormats(String ending, boolean compressed) {
    assertThat(file("/a." + ending, "x").isCompressed()).isEqualTo(compressed);
  }

  private static PageFile file(String path, String content) {
    return PageFile.of(path, Buffer.buffer(content), Map.of());
  }

  private static void isDirect(Buffer buffer) {
    assertThat(((BufferInternal) buffer).getByteBuf().isDirect()).isTrue();
  }
}
