package dev.streamviewer.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecordRateLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private final RecordRateLimit limit = new RecordRateLimit(10, 0);

  @Test
  void passesOneSecondsWorthAtOnce() {
    assertThat(passing(100, 0)).isEqualTo(10);
  }

  @Test
  void passesRecordsAtTheConfiguredRate() {
    passing(100, 0);

    assertThat(passing(100, SECOND / 2)).isEqualTo(5);
    assertThat(passing(100, SECOND * 3 / 4)).isEqualTo(2);
  }

  @Test
  void doesNotSaveUpRecordsOverALongPause() {
    assertThat(passing(100, SECOND * 3_600)).isEqualTo(10);
  }

  private long passing(int attempts, long now) {
    return LongStream.range(0, attempts).filter(it -> limit.pass(now)).count();
  }
}
