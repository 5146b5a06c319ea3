package dev.streamviewer.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Map;
import org.junit.jupiter.api.Test;

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

  private static void isDirect(Buffer buffer) {
    assertThat(((BufferInternal) buffer).getByteBuf().isDirect()).isTrue();
  }
}
