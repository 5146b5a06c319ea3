package dev.streamviewer.platform.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Backoff backoff = new Backoff(SECOND, Duration.ofSeconds(5));

  @Test
  void doublesThePauseAfterEachFailureUpToTheLongest() {
    assertThat(IntStream.of(0, 1, 2, 3, 4, 1_000).mapToObj(backoff::afterFailures))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 1L, 2L, 4L, 5L, 5L);
  }

  @Test
  void doublesAPauseUpToTheLongest() {
    assertThat(backoff.after(SECOND)).isEqualTo(Duration.ofSeconds(2));
    assertThat(backoff.after(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void shortensAPauseByHalfAtMost() {
    assertThat(IntStream.range(0, 1_000).mapToObj(i -> Backoff.jittered(SECOND)))
        .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(500), SECOND))
        .hasSizeGreaterThan(1);
  }

  @Test
  void shortensNoPauseToNothing() {
    assertThat(Backoff.jittered(Duration.ZERO)).isEqualTo(Duration.ofMillis(1));
  }
}
