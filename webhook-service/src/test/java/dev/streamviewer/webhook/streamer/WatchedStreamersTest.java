package dev.streamviewer.webhook.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.webhook.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchedStreamersTest {
  private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final WatchedStreamers interest = WatchedStreamers.byListeners(clock);

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
    interest.occupancy(new ChannelOccupancy(false, Set.of(), Set.of("tfue"), 0, clock.instant()));

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
    var alone = WatchedStreamers.byRenewals(clock);
    for (var minute = 0; minute < 60; minute++) {
      alone.watched("1", "tfue");
      clock.pass(Duration.ofMinutes(1));
    }

    assertThat(alone.wanted()).containsExactly("1");
    assertThat(alone.forgotten()).isEmpty();
    assertThat(alone.evictable()).isEmpty();
  }

  @Test
  void withoutPusherWhoIsNotRenewedMakesRoomAndIsThenForgotten() {
    var alone = WatchedStreamers.byRenewals(clock);
    clock.pass(Duration.ofHours(1));
    alone.watched("1", "tfue");

    clock.pass(Duration.ofMinutes(4));
    assertThat(alone.evictable()).containsExactly("1");
    assertThat(alone.forgotten()).isEmpty();
    assertThat(alone.wanted()).containsExactly("1");

    clock.pass(Duration.ofMinutes(2));
    assertThat(alone.forgotten()).containsExactly("1");
    assertThat(alone.wanted()).isEmpty();
  }

  @Test
  void withoutPusherNobodyIsGivenUpBeforeAllPagesCouldRenewAfterAStart() {
    var alone = WatchedStreamers.byRenewals(clock);
    alone.found("1");
    alone.name("1", "tfue");

    clock.pass(Duration.ofMinutes(4));
    assertThat(alone.isComplete()).isFalse();
    assertThat(alone.evictable()).isEmpty();
    assertThat(alone.forgotten()).isEmpty();

    clock.pass(Duration.ofMinutes(2));
    assertThat(alone.isComplete()).isTrue();
    assertThat(alone.forgotten()).containsExactly("1");
  }

  @Test
  void listenersStartNothing() {
    occupied("tfue", "private-luna", "not-a-login");
    interest.adopted();

    assertThat(interest.wanted()).isEmpty();
    assertThat(interest.unnamed()).isEmpty();
    assertThat(interest.isComplete()).isTrue();
  }

  @Test
  void listenersOfAWatchedStreamerProlongThatButOnlyRenewedWatchesHaveSubscriptionsCreated() {
    interest.watched("1", "tfue");
    occupied("tfue");

    clock.pass(Duration.ofMinutes(14));
    assertThat(interest.wanted()).containsExactly("1");
    assertThat(interest.evictable()).isEmpty();

    clock.pass(Duration.ofHours(10));
    assertThat(interest.wanted()).isEmpty();
    assertThat(interest.forgotten()).isEmpty();
    assertThat(interest.evictable()).containsExactly("1");

    interest.watched("1", "tfue");
    assertThat(interest.wanted()).containsExactly("1");
    assertThat(interest.evictable()).isEmpty();
  }

  @Test
  void strangersKeepAStreamerForADayAtMostHoweverOftenTheyComeAndGo() {
    interest.watched("1", "tfue");
    occupied("tfue");
    clock.pass(Duration.ofHours(25));
    occupied();
    occupied("tfue");

    assertThat(interest.forgotten()).containsExactly("1");
  }

  @Test
  void strangersMakeRoomFirstThenTheLongestVacated() {
    interest.watched("1", "kept");
    occupied("kept");
    clock.pass(Duration.ofHours(1));
    interest.watched("2", "first");
    clock.pass(Duration.ofMinutes(1));
    interest.watched("3", "second");
    clock.pass(Duration.ofMinutes(1));
    interest.watched("4", "arriving");

    assertThat(interest.evictable()).containsExactly("1", "2", "3");
  }

  @Test
  void whatTwitchListsAfterAStartCountsAsWatchedWhileItHasListeners() {
    occupied("tfue");
    interest.found("1");
    interest.found("2");
    assertThat(interest.isComplete()).isFalse();
    interest.name("1", "tfue");
    interest.name("2", "luna");
    interest.adopted();

    assertThat(interest.wanted()).containsExactly("1");
    assertThat(interest.isComplete()).isTrue();

    clock.pass(Duration.ofMinutes(6));
    assertThat(interest.forgotten()).containsExactly("2");
  }

  @Test
  void aWatchByNameAloneCountsFromWhenItWasMade() {
    interest.watched("", "tfue");
    assertThat(interest.unnamed()).containsExactly("tfue");
    clock.pass(Duration.ofMinutes(4));

    interest.name("1", "tfue");

    assertThat(interest.unnamed()).isEmpty();
    assertThat(interest.wanted()).containsExactly("1");
    clock.pass(Duration.ofMinutes(2));
    assertThat(interest.wanted()).isEmpty();
  }

  @Test
  void aRenewalByNameAloneIsOneOfTheStreamerThatIsKnown() {
    interest.watched("1", "tfue");
    clock.pass(Duration.ofMinutes(10));

    interest.watched("", "tfue");

    assertThat(interest.wanted()).containsExactly("1");
    assertThat(interest.unnamed()).isEmpty();
  }

  @Test
  void aWatchByNameAloneIsForgottenWhenNobodyAsksAgain() {
    interest.watched("", "tfue");
    clock.pass(Duration.ofMinutes(16));

    assertThat(interest.unnamed()).isEmpty();
  }

  @Test
  void whatAProcessGaveUpStartsOnlyWithAnotherWatch() {
    interest.watched("1", "tfue");
    interest.watched("2", "luna");
    occupied("tfue", "luna");
    clock.pass(Duration.ofHours(1));
    interest.watched("2", "luna");

    interest.givenUp("1");
    interest.givenUp("2");

    assertThat(interest.wanted()).containsExactly("2");
    assertThat(interest.evictable()).isEmpty();
    assertThat(interest.isNamed("1")).isFalse();
  }

  @Test
  void aLoginThatPassesToAnotherStreamerIsTheirsAlone() {
    interest.watched("1", "tfue");
    interest.watched("2", "tfue");
    occupied("tfue");
    clock.pass(Duration.ofMinutes(10));

    assertThat(interest.wanted()).containsExactly("2");
    assertThat(interest.isNamed("1")).isFalse();
  }

  @Test
  void theLastListenerOfThePrivateChannelLeavesThoseOfThePublicOne() {
    interest.watched("1", "tfue");
    occupied("tfue", "private-tfue");
    clock.pass(Duration.ofMinutes(10));

    vacated("private-tfue");

    assertThat(interest.wanted()).containsExactly("1");
  }

  @Test
  void moreChannelsThanThereIsRoomForLeaveRoomForWatchedStreamers() {
    interest.watched("1", "tfue");
    var flood = IntStream.range(0, ChannelListeners.MOST + 10).mapToObj(i -> "flood_" + i);
    interest.occupancy(
        new ChannelOccupancy(
            false, flood.collect(Collectors.toSet()), Set.of(), 0, clock.instant()));
    interest.occupancy(new ChannelOccupancy(false, Set.of("tfue"), Set.of(), 0, clock.instant()));
    clock.pass(Duration.ofMinutes(10));

    assertThat(interest.wanted()).containsExactly("1");
    assertThat(interest.ignoredChannels()).isEqualTo(10);
  }

  @Test
  void aListThatIsCutShortForgetsNoStreamerWhoseWatchIsRenewed() {
    interest.watched("1", "tfue");
    interest.watched("2", "luna");
    cutShort("flood");
    for (var minute = 0; minute < 60; minute += 5) {
      clock.pass(Duration.ofMinutes(5));
      interest.watched("1", "tfue");
      cutShort("flood");
    }

    assertThat(interest.forgotten()).containsExactly("2");
    assertThat(interest.evictable()).containsExactly("2");
    assertThat(interest.wanted()).containsExactly("1");
  }

  @Test
  void aListThatIsCutShortFromTheStartForgetsNobodyBeforePagesCouldRenew() {
    interest.found("1");
    interest.name("1", "tfue");
    cutShort("flood");

    clock.pass(Duration.ofMinutes(14));
    assertThat(interest.forgotten()).isEmpty();
    assertThat(interest.evictable()).isEmpty();

    clock.pass(Duration.ofMinutes(2));
    assertThat(interest.forgotten()).containsExactly("1");
  }

  private void cutShort(String channel) {
    interest.occupancy(new ChannelOccupancy(true, Set.of(channel), Set.of(), 7, clock.instant()));
  }

  private void vacated(String channel) {
    interest.occupancy(new ChannelOccupancy(false, Set.of(), Set.of(channel), 0, clock.instant()));
  }

  private void occupied(String... channels) {
    interest.occupancy(new ChannelOccupancy(true, Set.of(channels), Set.of(), 0, clock.instant()));
  }
}
