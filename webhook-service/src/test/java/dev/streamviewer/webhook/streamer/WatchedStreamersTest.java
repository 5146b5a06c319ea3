package dev.streamviewer.webhook.streamer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.ChannelOccupancy;
import dev.streamviewer.testing.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WatchedStreamersTest {
  private final TestClock clock = new TestClock(Instant.parse("2026-11-23T20:00:00Z"));
  private final WatchedStreamers watchedStreamers = WatchedStreamers.byListeners(clock);

  @Test
  void dropsAnUnwatchedStreamerAfterFiveMinutes() {
    watchedStreamers.watched("1", "tfue");
    occupied();

    clock.advance(Duration.ofMinutes(4));
    assertThat(watchedStreamers.unwatched()).isEmpty();

    clock.advance(Duration.ofMinutes(2));
    assertThat(watchedStreamers.unwatched()).containsExactly("1");
  }

  @Test
  void dropsNoStreamerBeforeTheFirstOccupancyReport() {
    watchedStreamers.watched("1", "tfue");

    clock.advance(Duration.ofHours(1));

    assertThat(watchedStreamers.unwatched()).isEmpty();
  }

  @Test
  void keepsAStreamerWhileThereAreListeners() {
    watchedStreamers.watched("1", "tfue");
    occupied("tfue");

    clock.advance(Duration.ofHours(1));

    assertThat(watchedStreamers.unwatched()).isEmpty();
  }

  @Test
  void countsListenersOfThePrivateChannel() {
    watchedStreamers.watched("1", "tfue");
    occupied("private-tfue");

    clock.advance(Duration.ofHours(1));

    assertThat(watchedStreamers.unwatched()).isEmpty();
  }

  @Test
  void startsTheFiveMinutesWithTheLastListener() {
    watchedStreamers.watched("1", "tfue");
    occupied("tfue");
    clock.advance(Duration.ofHours(1));
    watchedStreamers.occupancy(
        new ChannelOccupancy(false, Set.of(), Set.of("tfue"), 0, clock.instant()));

    clock.advance(Duration.ofMinutes(4));
    assertThat(watchedStreamers.unwatched()).isEmpty();

    clock.advance(Duration.ofMinutes(2));
    assertThat(watchedStreamers.unwatched()).containsExactly("1");
  }

  @Test
  void makesUpForALostWebhookWithTheFullList() {
    watchedStreamers.watched("1", "tfue");
    occupied("tfue");
    clock.advance(Duration.ofHours(1));
    occupied();

    clock.advance(Duration.ofMinutes(6));

    assertThat(watchedStreamers.unwatched()).containsExactly("1");
  }

  @Test
  void keepsARenewedStreamerWithoutPusher() {
    var withoutPusher = WatchedStreamers.byRenewals(clock);
    for (var minute = 0; minute < 60; minute++) {
      withoutPusher.watched("1", "tfue");
      clock.advance(Duration.ofMinutes(1));
    }

    assertThat(withoutPusher.wanted()).containsExactly("1");
    assertThat(withoutPusher.unwatched()).isEmpty();
    assertThat(withoutPusher.evictable()).isEmpty();
  }

  @Test
  void dropsAnUnrenewedStreamerWithoutPusher() {
    var withoutPusher = WatchedStreamers.byRenewals(clock);
    clock.advance(Duration.ofHours(1));
    withoutPusher.watched("1", "tfue");

    clock.advance(Duration.ofMinutes(4));
    assertThat(withoutPusher.evictable()).containsExactly("1");
    assertThat(withoutPusher.unwatched()).isEmpty();
    assertThat(withoutPusher.wanted()).containsExactly("1");

    clock.advance(Duration.ofMinutes(2));
    assertThat(withoutPusher.unwatched()).containsExactly("1");
    assertThat(withoutPusher.wanted()).isEmpty();
  }

  @Test
  void waitsForRenewalsAfterAStartWithoutPusher() {
    var withoutPusher = WatchedStreamers.byRenewals(clock);
    withoutPusher.found("1");
    withoutPusher.resolved("1", "tfue");

    clock.advance(Duration.ofMinutes(4));
    assertThat(withoutPusher.isComplete()).isFalse();
    assertThat(withoutPusher.evictable()).isEmpty();
    assertThat(withoutPusher.unwatched()).isEmpty();

    clock.advance(Duration.ofMinutes(2));
    assertThat(withoutPusher.isComplete()).isTrue();
    assertThat(withoutPusher.unwatched()).containsExactly("1");
  }

  @Test
  void wantsNoStreamerForListenersAlone() {
    occupied("tfue", "private-luna", "not-a-login");
    watchedStreamers.adopted();

    assertThat(watchedStreamers.wanted()).isEmpty();
    assertThat(watchedStreamers.unresolvedLogins()).isEmpty();
    assertThat(watchedStreamers.isComplete()).isTrue();
  }

  @Test
  void wantsOnlyStreamersWithRenewedWatches() {
    watchedStreamers.watched("1", "tfue");
    occupied("tfue");

    clock.advance(Duration.ofMinutes(14));
    assertThat(watchedStreamers.wanted()).containsExactly("1");
    assertThat(watchedStreamers.evictable()).isEmpty();

    clock.advance(Duration.ofHours(10));
    assertThat(watchedStreamers.wanted()).isEmpty();
    assertThat(watchedStreamers.unwatched()).isEmpty();
    assertThat(watchedStreamers.evictable()).containsExactly("1");

    watchedStreamers.watched("1", "tfue");
    assertThat(watchedStreamers.wanted()).containsExactly("1");
    assertThat(watchedStreamers.evictable()).isEmpty();
  }

  @Test
  void keepsAnUnrenewedStreamerForADayAtMost() {
    watchedStreamers.watched("1", "tfue");
    occupied("tfue");
    clock.advance(Duration.ofHours(25));
    occupied();
    occupied("tfue");

    assertThat(watchedStreamers.unwatched()).containsExactly("1");
  }

  @Test
  void evictsUnrenewedThenLongestVacatedStreamers() {
    watchedStreamers.watched("1", "kept");
    occupied("kept");
    clock.advance(Duration.ofHours(1));
    watchedStreamers.watched("2", "first");
    clock.advance(Duration.ofMinutes(1));
    watchedStreamers.watched("3", "second");
    clock.advance(Duration.ofMinutes(1));
    watchedStreamers.watched("4", "arriving");

    assertThat(watchedStreamers.evictable()).containsExactly("1", "2", "3");
  }

  @Test
  void adoptsListedStreamersWithListeners() {
    occupied("tfue");
    watchedStreamers.found("1");
    watchedStreamers.found("2");
    assertThat(watchedStreamers.isComplete()).isFalse();
    watchedStreamers.resolved("1", "tfue");
    watchedStreamers.resolved("2", "luna");
    watchedStreamers.adopted();

    assertThat(watchedStreamers.wanted()).containsExactly("1");
    assertThat(watchedStreamers.isComplete()).isTrue();

    clock.advance(Duration.ofMinutes(6));
    assertThat(watchedStreamers.unwatched()).containsExactly("2");
  }

  @Test
  void countsAWatchByLoginFromItsOwnTime() {
    watchedStreamers.watched("", "tfue");
    assertThat(watchedStreamers.unresolvedLogins()).containsExactly("tfue");
    clock.advance(Duration.ofMinutes(4));

    watchedStreamers.resolved("1", "tfue");

    assertThat(watchedStreamers.unresolvedLogins()).isEmpty();
    assertThat(watchedStreamers.wanted()).containsExactly("1");
    clock.advance(Duration.ofMinutes(2));
    assertThat(watchedStreamers.wanted()).isEmpty();
  }

  @Test
  void assignsARenewalByLoginToTheKnownStreamer() {
    watchedStreamers.watched("1", "tfue");
    clock.advance(Duration.ofMinutes(10));

    watchedStreamers.watched("", "tfue");

    assertThat(watchedStreamers.wanted()).containsExactly("1");
    assertThat(watchedStreamers.unresolvedLogins()).isEmpty();
  }

  @Test
  void dropsAnUnresolvedLoginAfterAWhile() {
    watchedStreamers.watched("", "tfue");
    clock.advance(Duration.ofMinutes(16));

    assertThat(watchedStreamers.unresolvedLogins()).isEmpty();
  }

  @Test
  void wantsAGivenUpStreamerOnlyAfterAnotherWatch() {
    watchedStreamers.watched("1", "tfue");
    watchedStreamers.watched("2", "luna");
    occupied("tfue", "luna");
    clock.advance(Duration.ofHours(1));
    watchedStreamers.watched("2", "luna");

    watchedStreamers.givenUp("1");
    watchedStreamers.givenUp("2");

    assertThat(watchedStreamers.wanted()).containsExactly("2");
    assertThat(watchedStreamers.evictable()).isEmpty();
    assertThat(watchedStreamers.isResolved("1")).isFalse();
  }

  @Test
  void assignsAReusedLoginToItsNewOwner() {
    watchedStreamers.watched("1", "tfue");
    watchedStreamers.watched("2", "tfue");
    occupied("tfue");
    clock.advance(Duration.ofMinutes(10));

    assertThat(watchedStreamers.wanted()).containsExactly("2");
    assertThat(watchedStreamers.isResolved("1")).isFalse();
  }

  @Test
  void keepsTheFormerLoginOfARenamedStreamer() {
    watchedStreamers.watched("1", "tfue");
    watchedStreamers.watched("1", "tfue_renamed");
    occupied("tfue");
    clock.advance(Duration.ofMinutes(10));
    watchedStreamers.watched("", "tfue");

    assertThat(watchedStreamers.loginsOf("1")).containsExactly("tfue", "tfue_renamed");
    assertThat(watchedStreamers.idOf("tfue")).contains("1");
    assertThat(watchedStreamers.idOf("tfue_renamed")).contains("1");
    assertThat(watchedStreamers.unresolvedLogins()).isEmpty();
    assertThat(watchedStreamers.wanted()).containsExactly("1");
  }

  @Test
  void countsListenersUnderEveryLogin() {
    watchedStreamers.watched("1", "tfue");
    watchedStreamers.watched("1", "tfue_renamed");
    occupied("tfue");

    clock.advance(Duration.ofHours(1));

    assertThat(watchedStreamers.unwatched()).isEmpty();
    assertThat(watchedStreamers.loginsOf("1")).hasSize(2);
  }

  @Test
  void takesAReusedLoginFromItsFormerOwner() {
    watchedStreamers.watched("1", "tfue");
    watchedStreamers.watched("1", "tfue_renamed");
    watchedStreamers.watched("2", "tfue");

    assertThat(watchedStreamers.loginsOf("1")).containsExactly("tfue_renamed");
    assertThat(watchedStreamers.loginsOf("2")).containsExactly("tfue");
    assertThat(watchedStreamers.isResolved("1")).isTrue();
  }

  @Test
  void forgetsTheLoginsOfARemovedStreamer() {
    watchedStreamers.watched("1", "tfue");
    watchedStreamers.watched("1", "tfue_renamed");

    watchedStreamers.remove("1");

    assertThat(watchedStreamers.loginsOf("1")).isEmpty();
    assertThat(watchedStreamers.idOf("tfue")).isEmpty();
  }

  @Test
  void keepsThreeLoginsOfAStreamerAtMost() {
    for (var login : new String[] {"one", "two", "three", "two", "four"}) {
      watchedStreamers.watched("1", login);
    }

    assertThat(watchedStreamers.loginsOf("1")).containsExactly("four", "three", "two");
    assertThat(watchedStreamers.idOf("one")).isEmpty();
  }

  @Test
  void keepsPublicListenersAfterThePrivateOnes() {
    watchedStreamers.watched("1", "tfue");
    occupied("tfue", "private-tfue");
    clock.advance(Duration.ofMinutes(10));

    vacated("private-tfue");

    assertThat(watchedStreamers.wanted()).containsExactly("1");
  }

  @Test
  void keepsRoomForWatchedStreamersBeyondTheBound() {
    watchedStreamers.watched("1", "tfue");
    var flood = IntStream.range(0, ChannelListeners.MAX_CHANNELS + 10).mapToObj(i -> "flood_" + i);
    watchedStreamers.occupancy(
        new ChannelOccupancy(
            false, flood.collect(Collectors.toSet()), Set.of(), 0, clock.instant()));
    watchedStreamers.occupancy(
        new ChannelOccupancy(false, Set.of("tfue"), Set.of(), 0, clock.instant()));
    clock.advance(Duration.ofMinutes(10));

    assertThat(watchedStreamers.wanted()).containsExactly("1");
    assertThat(watchedStreamers.ignoredChannels()).isEqualTo(10);
  }

  @Test
  void keepsRenewedStreamersOnATruncatedList() {
    watchedStreamers.watched("1", "tfue");
    watchedStreamers.watched("2", "luna");
    cutShort("flood");
    for (var minute = 0; minute < 60; minute += 5) {
      clock.advance(Duration.ofMinutes(5));
      watchedStreamers.watched("1", "tfue");
      cutShort("flood");
    }

    assertThat(watchedStreamers.unwatched()).containsExactly("2");
    assertThat(watchedStreamers.evictable()).containsExactly("2");
    assertThat(watchedStreamers.wanted()).containsExactly("1");
  }

  @Test
  void waitsForRenewalsOnATruncatedFirstList() {
    watchedStreamers.found("1");
    watchedStreamers.resolved("1", "tfue");
    cutShort("flood");

    clock.advance(Duration.ofMinutes(14));
    assertThat(watchedStreamers.unwatched()).isEmpty();
    assertThat(watchedStreamers.evictable()).isEmpty();

    clock.advance(Duration.ofMinutes(2));
    assertThat(watchedStreamers.unwatched()).containsExactly("1");
  }

  private void cutShort(String channel) {
    watchedStreamers.occupancy(
        new ChannelOccupancy(true, Set.of(channel), Set.of(), 7, clock.instant()));
  }

  private void vacated(String channel) {
    watchedStreamers.occupancy(
        new ChannelOccupancy(false, Set.of(), Set.of(channel), 0, clock.instant()));
  }

  private void occupied(String... channels) {
    watchedStreamers.occupancy(
        new ChannelOccupancy(true, Set.of(channels), Set.of(), 0, clock.instant()));
  }
}
