package dev.streamviewer.webhook.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.StreamerWatched;
import dev.streamviewer.testing.TestClock;
import dev.streamviewer.webhook.streamer.WatchedStreamers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchRegistryTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final WatchedStreamers watchedStreamers = WatchedStreamers.byListeners(clock);
  private final List<StreamerWatched> published = new ArrayList<>();
  private final WatchRegistry registry = new WatchRegistry(watchedStreamers, published::add, clock);

  @Test
  void countsAWatchBeforeItsMessageReturns() {
    var admitted =
        IntStream.range(0, 100)
            .mapToObj(i -> new StreamerWatched("id-" + i, "streamer-" + i, "viewer"))
            .filter(registry::admit)
            .count();

    assertThat(admitted).isEqualTo(25);
    assertThat(published).hasSize(25);
    assertThat(watchedStreamers.wanted()).hasSize(25);
  }

  @Test
  void countsAReturningMessageOnce() {
    registry.admit(new StreamerWatched("id-tfue", "tfue", "viewer"));
    registry.heard(published.get(0));

    assertThat(watchedStreamers.wanted()).containsExactly("id-tfue");
    assertThat(published).hasSize(1);
  }

  @Test
  void countsWatchesOfOtherProcesses() {
    IntStream.range(0, 25)
        .forEach(i -> registry.heard(new StreamerWatched("id-" + i, "streamer-" + i, "viewer")));

    assertThat(registry.isWatching("viewer", "streamer-3")).isTrue();
    assertThat(registry.allows("viewer", "another")).isFalse();
    assertThat(published).isEmpty();
  }

  @Test
  void recordsNothingBeyondTheLimit() {
    IntStream.range(0, 25)
        .forEach(i -> registry.heard(new StreamerWatched("id-" + i, "streamer-" + i, "viewer")));

    assertThat(registry.admit(new StreamerWatched("id-tfue", "tfue", "viewer"))).isFalse();

    assertThat(watchedStreamers.wanted()).doesNotContain("id-tfue");
    assertThat(registry.isWatching("viewer", "tfue")).isFalse();
    assertThat(published).isEmpty();
  }
}
