package dev.streamviewer.webhook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewerLimitTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final ViewerLimit limit = new ViewerLimit(clock);

  @BeforeEach
  void watchMany() {
    IntStream.range(0, 25).forEach(i -> limit.watched("viewer", "streamer-" + i));
  }

  @Test
  void refusesTheTwentySixthStreamerOfAViewer() {
    assertThat(limit.allows("viewer", "one-more")).isFalse();
    assertThat(limit.allows("viewer", "streamer-3")).isTrue();
    assertThat(limit.allows("another", "one-more")).isTrue();
  }

  @Test
  void allowsAnotherStreamerAfterAnHour() {
    clock.advance(Duration.ofMinutes(61));

    assertThat(limit.allows("viewer", "one-more")).isTrue();
  }
}
