package dev.streamviewer.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PageFileTest {
  /** Netty sends bytes of the heap from a copy, one for each client that has not read them. */
  @Test
  void noClientThatReadsSlowlyNeedsACopy() {
    var file =
        PageFile.of("/assets/a.js", Buffer.buffer("text"), Map.of("br", Buffer.buffer("coded")));

    assertThat(file.content().toString()).isEqualTo("text");
    assertThat(file.coded().get("br").toString()).isEqualTo("coded");
    assertThat(file.content()).satisfies(PageFileTest::isOutsideTheHeap);
    assertThat(file.coded().get("br")).satisfies(PageFileTest::isOutsideTheHeap);
  }

  private static void isOutsideTheHeap(Buffer buffer) {
    assertThat(((BufferInternal) buffer).getByteBuf().isDirect()).isTrue();
  }
}
