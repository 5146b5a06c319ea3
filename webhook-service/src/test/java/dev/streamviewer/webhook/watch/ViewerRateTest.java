package dev.streamviewer.webhook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ViewerRateTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final ViewerRate rate = new ViewerRate(30, 20, "Please wait.", clock);

  @Test
  void admitsABurstThenTheAgreedRate() {
    assertThat(admitted("viewer", 100)).isEqualTo(30);

    clock.advance(Duration.ofMinutes(1));
    assertThat(admitted("viewer", 100)).isEqualTo(20);

    clock.advance(Duration.ofSeconds(4));
    assertThat(admitted("viewer", 100)).isEqualTo(1);
  }

  @Test
  void savesUpNoMoreThanABurst() {
    admitted("viewer", 30);
    clock.advance(Duration.ofHours(1));

    assertThat(admitted("viewer", 100)).isEqualTo(30);
  }

  @Test
  void countsEachViewerSeparately() {
    admitted("flooder", 100);

    assertThat(rate.take("another")).isTrue();
  }

  @Test
  void explainsTheRefusal() {
    assertThat(rate.exceeded().reason()).isEqualTo(Reason.LIMITED);
    assertThat(rate.exceeded()).hasMessage("Please wait.");
  }

  private long admitted(String viewerId, int questions) {
    return IntStream.range(0, questions).filter(i -> rate.take(viewerId)).count();
  }
}
