package dev.streamviewer.tap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordOrderTest {
  private final List<String> shown = new ArrayList<>();
  private final RecordOrder order = new RecordOrder(1_000, it -> shown.add(it.toString()));

  @Test
  void putsLateArrivalsInTheirPlace() {
    order.add(20, Buffer.buffer("second"), at(0));
    order.add(10, Buffer.buffer("first"), at(100));
    order.add(30, Buffer.buffer("third"), at(200));

    order.release(at(299));
    assertThat(shown).isEmpty();
    order.release(at(301));
    assertThat(shown).containsExactly("first", "second");
    order.release(at(501));
    assertThat(shown).containsExactly("first", "second", "third");
  }

  @Test
  void keepsTheOrderOfArrivalAtEqualTimes() {
    for (var i = 0; i < 5; i++) {
      order.add(10, Buffer.buffer("r" + i), at(i));
    }

    order.releaseAll();

    assertThat(shown).containsExactly("r0", "r1", "r2", "r3", "r4");
  }

  @Test
  void holdsNoMoreThanItsBytes() {
    order.add(20, Buffer.buffer("x".repeat(600)), at(0));
    order.add(10, Buffer.buffer("y".repeat(600)), at(1));

    assertThat(shown).containsExactly("y".repeat(600));
  }

  private static long at(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
