package dev.streamviewer.webhook.moderation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.streamer.ModeratorRemoved;
import dev.streamviewer.platform.contract.streamer.ModeratorWatched;
import dev.streamviewer.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ModeratorWatchesTest {
  private static final ChannelModerator ADA = new ChannelModerator("7", "42");

  private final TestClock clock = new TestClock(Instant.parse("2026-11-28T20:00:00Z"));
  private final ModeratorWatches watches = new ModeratorWatches(clock);

  @Test
  void endsWithoutRenewals() {
    watches.heard(new ModeratorWatched("7", "42", false));
    clock.advance(Duration.ofMinutes(14));
    assertThat(watches.isWatching(ADA)).isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(watches.isWatching(ADA)).isFalse();
    assertThat(watches.hasEnded(ADA)).isFalse();
  }

  @Test
  void endsSoonAfterADeparture() {
    watches.heard(new ModeratorWatched("7", "42", false));
    watches.heard(new ModeratorWatched("7", "42", true));
    clock.advance(Duration.ofMinutes(5));
    assertThat(watches.isWatching(ADA)).isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(watches.isWatching(ADA)).isFalse();
  }

  @Test
  void neverProlongsAWatchByADeparture() {
    watches.heard(new ModeratorWatched("7", "42", false));
    clock.advance(Duration.ofMinutes(13));
    watches.heard(new ModeratorWatched("7", "42", true));
    clock.advance(Duration.ofMinutes(2));
    assertThat(watches.isWatching(ADA)).isFalse();
  }

  @Test
  void givesTheModeratorOfAFoundSubscriptionTimeToRenew() {
    watches.found(ADA);
    assertThat(watches.isWatching(ADA)).isTrue();
    clock.advance(Duration.ofMinutes(15));
    watches.found(ADA);
    assertThat(watches.isWatching(ADA)).isFalse();
  }

  @Test
  void endsWithTheRoleUntilTheRoleIsProvenAgain() {
    watches.heard(new ModeratorWatched("7", "42", false));
    watches.removed(new ModeratorRemoved("7", "42"));
    watches.heard(new ModeratorWatched("7", "42", true));
    watches.found(ADA);

    assertThat(watches.isWatching(ADA)).isFalse();
    assertThat(watches.hasEnded(ADA)).isTrue();
    assertThat(watches.hasEnded(new ChannelModerator("7", "43"))).isFalse();

    watches.heard(new ModeratorWatched("7", "42", false));
    assertThat(watches.isWatching(ADA)).isTrue();
    assertThat(watches.hasEnded(ADA)).isFalse();
  }
}
