package dev.streamviewer.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.ChannelOccupancy;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InterestTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final Interest interest = Interest.byListeners(clock);

  @Test
  void aStreamerWhomNobodyWatchesIsForgottenAfterFiveMinutes() {
    interest.watched("1", "tfue");
    occupied();

    clock.pass(Duration.ofMinutes(4));
    assertThat(interest.forgotten()).isEmpty();

    clock.pass(Duration.ofMinutes(2));
    assertThat(interest.forgotten()).containsExactly("1");
  }

  @Test
  void nobodyIsForgottenBeforePusherHasSpoken() {
    interest.watched("1", "tfue");

    clock.pass(Duration.ofHours(1));

    assertThat(interest.forgotten()).isEmpty();
  }

  @Test
  void listenersKeepAStreamerHoweverLong() {
    interest.watched("1", "tfue");
    occupied("tfue");

    clock.pass(Duration.ofHours(1));

    assertThat(interest.forgotten()).isEmpty();
  }

  @Test
  void aPrivateChannelWithListenersCountsAsWell() {
    interest.watched("1", "tfue");
    occupied("private-tfue");

    clock.pass(Duration.ofHours(1));

    assertThat(interest.forgotten()).isEmpty();
  }

  @Test
  void theFiveMinutesBeginWhenTheLastListenerLeaves() {
    interest.watched("1", "tfue");
    occupied("tfue");
    clock.pass(Duration.ofHours(1));
    interest.occupancy(new ChannelOccupancy(false, Set.of(), Set.of("tfue"), clock.instant()));

    clock.pass(Duration.ofMinutes(4));
    assertThat(interest.forgotten()).isEmpty();

    clock.pass(Duration.ofMinutes(2));
    assertThat(interest.forgotten()).containsExactly("1");
  }

  @Test
  void aLostWebhookIsMadeUpForByTheNextWholeList() {
    interest.watched("1", "tfue");
    occupied("tfue");
    clock.pass(Duration.ofHours(1));
    occupied();

    clock.pass(Duration.ofMinutes(6));

    assertThat(interest.forgotten()).containsExactly("1");
  }

  @Test
  void withoutPusherARenewedWatchKeepsAStreamerHoweverLong() {
    var alone = Interest.byRenewals(clock);
    for (var minute = 0; minute < 60; minute++) {
      alone.watched("1", "tfue");
      clock.pass(Duration.ofMinutes(1));
    }

    assertThat(alone.wanted()).containsExactly("1");
    assertThat(alone.forgotten()).isEmpty();
    assertThat(alone.longestVacated()).isEmpty();
  }

  @Test
  void withoutPusherWhoIsNotRenewedMakesRoomAndIsThenForgotten() {
    var alone = Interest.byRenewals(clock);
    clock.pass(Duration.ofHours(1));
    alone.watched("1", "tfue");

    clock.pass(Duration.ofMinutes(4));
    assertThat(alone.longestVacated()).containsExactly("1");
    assertThat(alone.forgotten()).isEmpty();
    assertThat(alone.wanted()).containsExactly("1");

    clock.pass(Duration.ofMinutes(2));
    assertThat(alone.forgotten()).containsExactly("1");
    assertThat(alone.wanted()).isEmpty();
  }

  @Test
  void withoutPusherNobodyIsGivenUpBeforeAllPagesCouldRenewAfterAStart() {
    var alone = Interest.byRenewals(clock);
    alone.found("1");
    alone.name("1", "tfue");

    clock.pass(Duration.ofMinutes(4));
    assertThat(alone.isComplete()).isFalse();
    assertThat(alone.longestVacated()).isEmpty();
    assertThat(alone.forgotten()).isEmpty();

    clock.pass(Duration.ofMinutes(2));
    assertThat(alone.isComplete()).isTrue();
    assertThat(alone.forgotten()).containsExactly("1");
  }

  private void occupied(String... channels) {
    interest.occupancy(new ChannelOccupancy(true, Set.of(channels), Set.of(), clock.instant()));
  }
}
