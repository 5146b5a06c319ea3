package dev.streamviewer.webhook.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.ViewerSamples.Sample;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ViewerSeriesTest {
  private static final int FIRST = ViewerSeries.minuteOf(Instant.parse("2026-11-23T20:00:59Z"));

  private final ViewerSeries series = new ViewerSeries();

  @Test
  void keepsSamplesInOrder() {
    series.add(FIRST, 10);
    series.add(FIRST + 1, 12);
    series.add(FIRST + 5, 8);

    assertThat(series.since(0))
        .containsExactly(
            new Sample(Instant.parse("2026-11-23T20:00:00Z"), 10),
            new Sample(Instant.parse("2026-11-23T20:01:00Z"), 12),
            new Sample(Instant.parse("2026-11-23T20:05:00Z"), 8));
    assertThat(series.since(FIRST + 2)).hasSize(1);
  }

  @Test
  void ignoresAMinuteThatItHas() {
    series.add(FIRST, 10);
    series.add(FIRST, 11);
    series.add(FIRST - 3, 12);

    assertThat(series.since(0)).extracting(Sample::viewers).containsExactly(10);
  }

  @Test
  void replacesTheOldestAfterTwelveHours() {
    for (var i = 0; i < 2_000; i++) {
      series.add(FIRST + i, i);
    }

    var samples = series.since(0);
    assertThat(samples).hasSize(720);
    assertThat(samples.get(0).viewers()).isEqualTo(1_280);
    assertThat(samples.get(719).viewers()).isEqualTo(1_999);
    assertThat(series.lastMinute()).isEqualTo(FIRST + 1_999);
  }
}
