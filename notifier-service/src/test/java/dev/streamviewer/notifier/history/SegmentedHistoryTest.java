package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static dev.streamviewer.notifier.TestEvents.ids;
import static dev.streamviewer.notifier.TestEvents.ofModerator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.notifier.TestEvents;
import dev.streamviewer.notifier.VirtualTime;
import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.bus.BusFailure;
import dev.streamviewer.platform.bus.BusFailure.Reason;
import dev.streamviewer.platform.cluster.BulkMap;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Notifiers in virtual time, on a map in memory. */
class SegmentedHistoryTest {
  private static final String LOGIN = "tfue";
  private static final Duration SHORT = Duration.ofMillis(100);

  private final VirtualTime time = new VirtualTime();
  private final MemoryMap map = new MemoryMap();

  @Test
  void sharesEventsAmongNotifiers() {
    var one = open(map);
    var other = open(map);

    one.begun(encoded("a"));
    time.runFor(SHORT);
    other.begun(encoded("b"));

    assertThat(ids(find(one, null))).containsExactly("a", "b");
    assertThat(ids(find(other, null))).containsExactly("a", "b");
  }

  /** Notifiers that write the list of writers at once overwrite each other. */
  @Test
  void findsAllNotifiersSoonAfterTheyStartTogether() {
    map.beforeWrites(() -> time.pass(Duration.ofMillis(1)));
    var histories =
        IntStream.range(0, 4)
            .mapToObj(i -> new SegmentedHistory(map, time, time, UUID.randomUUID().toString()))
            .toList();
    histories.forEach(SegmentedHistory::open);
    time.runFor(Duration.ofSeconds(1));

    IntStream.range(0, 4).forEach(i -> histories.get(i).begun(encoded("e" + i)));
    time.runFor(SHORT);

    assertThat(ids(find(open(map), null))).containsExactlyInAnyOrder("e0", "e1", "e2", "e3");
  }

  @Test
  void showsEachEventOnceUnderWhateverId() {
    var one = open(map);
    var other = open(map);
    one.begun(keyed("a", "k"));
    time.runFor(SHORT);

    other.begun(keyed("b", "k"));
    other.begun(encoded("c"));

    assertThat(ids(find(one, null))).containsExactly("a", "c");
  }

  @Test
  void knowsItsOwnEventsBeforeTheyAreWritten() {
    var history = open(map);
    map.beforeWrites(() -> Promise.<Void>promise().future());

    history.begun(encoded("a"));

    assertThat(ids(find(history, null))).containsExactly("a");
  }

  @Test
  void writesOnceForTheEventsOfOneMoment() {
    var history = open(map);
    var before = map.writes();

    IntStream.range(0, 30).forEach(i -> history.begun(encoded("e" + i, "streamer" + i % 3)));
    time.runFor(SHORT);

    assertThat(map.writes() - before).isEqualTo(1);
  }

  @Test
  void keepsOneWriteUnderWay() {
    var history = open(map);
    var gate = Promise.<Void>promise();
    map.beforeWrites(gate::future);
    history.begun(encoded("a"));
    time.runFor(SHORT);
    var before = map.writes();

    history.begun(encoded("b"));
    time.runFor(SHORT);
    assertThat(map.writes()).isEqualTo(before);

    gate.complete();
    time.runFor(SHORT);
    assertThat(ids(find(open(map), null))).containsExactly("a", "b");
  }

  @Test
  void writesAgainAfterAFailedWrite() {
    var history = open(map);
    map.beforeWrites(() -> Future.failedFuture("no owner left"));
    history.begun(encoded("a"));
    time.runFor(SHORT);
    assertThat(history.unwritten()).isEqualTo(1);

    map.beforeWrites(Future::succeededFuture);
    history.begun(encoded("b"));
    time.runFor(Duration.ofSeconds(1));

    assertThat(history.unwritten()).isZero();
    assertThat(ids(find(open(map), null))).containsExactly("a", "b");
  }

  @Test
  void abandonsAWriteThatHangs() {
    var history = open(map);
    map.beforeWrites(() -> Promise.<Void>promise().future());
    history.begun(encoded("a"));
    time.runFor(SHORT);

    map.beforeWrites(Future::succeededFuture);
    time.runFor(Duration.ofSeconds(3));

    assertThat(ids(find(open(map), null))).containsExactly("a");
  }

  /** An owner can hold a single entry locked without end. */
  @Test
  void storesOtherEventsThanThoseThatTheClusterDoesNotTake() {
    var history = open(map);
    map.refuse(key -> key.startsWith("luna/"));
    history.begun(encoded("stuck", "luna"));
    IntStream.range(0, 30).forEach(i -> history.begun(encoded("e" + i)));
    time.runFor(Duration.ofSeconds(3));

    assertThat(ids(find(open(map), null))).hasSize(30);
    assertThat(history.unwritten()).isEqualTo(1);

    time.runFor(Duration.ofMinutes(3));
    assertThat(history.unwritten()).isZero();
  }

  @Test
  void opensWhileTheClusterDoesNotAnswer() {
    map.beforeReads(() -> Promise.<Void>promise().future());
    var history = new SegmentedHistory(map, time, time, UUID.randomUUID().toString());
    var opened = history.open();
    time.runFor(Duration.ofSeconds(3));
    assertThat(opened.succeeded()).isTrue();

    map.beforeReads(Future::succeededFuture);
    time.runFor(Duration.ofSeconds(10));
    history.begun(encoded("a"));
    time.runFor(SHORT);

    assertThat(ids(find(open(map), null))).as("it is announced").containsExactly("a");
  }

  /** After the end of an entry, an owner may wait for its removal without end. */
  @Test
  void writesNoEntryAgainAfterItsEnd() {
    var history = open(map);
    var written = new HashMap<String, Instant>();
    for (var i = 0; i < 300; i++) {
      map.entries().clear();
      history.begun(encoded("e" + i));
      time.runFor(Duration.ofMinutes(20));
      var now = time.instant();
      for (var key : map.entries().keySet()) {
        var before = written.put(key, now);
        assertThat(Duration.between(before == null ? now : before, now))
            .as(key)
            .isLessThan(BulkMap.LIFETIME);
      }
    }
  }

  @Test
  void findsEventsUnderAllItsNames() {
    var history = open(map);
    var other = open(map);
    for (var i = 0; i < 40; i++) {
      history.begun(encoded("e" + i));
      time.runFor(Duration.ofMinutes(30));
    }
    history.begun(encoded("last"));
    time.runFor(SHORT);

    assertThat(ids(find(other, "e39"))).containsExactly("last");
    assertThat(ids(find(other, null))).hasSize(41).isEqualTo(ids(find(history, null)));
    assertThat(map.entries().keySet()).anyMatch(key -> key.contains("-1/"));
  }

  @Test
  void boundsWhatWaitsForTheCluster() {
    var history = open(map);
    map.beforeWrites(() -> Future.failedFuture("no owner left"));

    for (var i = 0; i < 15_000; i++) {
      history.begun(encoded("e" + i, "streamer" + i));
    }
    time.runFor(Duration.ofSeconds(1));

    assertThat(history.unwritten()).isEqualTo(10_000);
  }

  @Test
  void keepsTheLastFiftyEventsInFewEntries() {
    var history = open(map);

    for (var i = 0; i < 400; i++) {
      history.begun(encoded("e" + i));
      time.runFor(Duration.ofMillis(i % 3 == 0 ? 50 : 1));
    }
    time.runFor(SHORT);

    assertThat(ids(find(open(map), null)))
        .isEqualTo(IntStream.range(350, 400).mapToObj(i -> "e" + i).toList());
    assertThat(map.entries()).hasSizeLessThan(SegmentSlots.COUNT + 2);
  }

  @Test
  void appendsOnceForAQuickDelivery() {
    var history = open(map);
    history.begun(encoded("a"));
    time.runFor(SHORT);
    var before = map.writes();

    history.accepted(encoded("a"));
    time.runFor(SHORT);

    assertThat(map.writes()).isEqualTo(before);
  }

  /** A page that received only the second event asks for the events after that one. */
  @Test
  void findsAnEventThatPusherTookLate() {
    var one = open(map);
    var other = open(map);
    one.begun(encoded("slow"));
    time.runFor(Duration.ofMinutes(1));
    one.begun(encoded("quick"));
    time.runFor(Duration.ofSeconds(20));

    one.accepted(encoded("slow"));
    time.runFor(SHORT);

    assertThat(ids(find(other, "quick"))).containsExactly("slow");
  }

  @Test
  void findsAnEventThatBeganShortlyBeforeTheLastKnown() {
    var history = open(map);
    history.begun(encoded("slow"));
    time.runFor(Duration.ofSeconds(2));
    history.begun(encoded("quick"));
    history.accepted(encoded("quick"));

    assertThat(ids(find(history, "quick"))).containsExactly("slow");
  }

  @Test
  void findsEventsOfAnotherWriterWhateverItsClock() {
    var ahead =
        new SegmentedHistory(
            map, time, java.time.Clock.offset(time, MINUTES), UUID.randomUUID().toString());
    ahead.open();
    var here = open(map);
    ahead.begun(encoded("early by a wrong clock"));
    time.runFor(SHORT);
    here.begun(encoded("a"));
    time.runFor(SHORT);
    ahead.begun(encoded("b"));
    time.runFor(SHORT);
    here.begun(encoded("c"));

    assertThat(ids(find(here, "a"))).contains("b", "c");
    assertThat(ids(find(here, "b"))).contains("a", "c");
  }

  /** An event is delivered again if Pusher's answer was lost. */
  @Test
  void findsEventsBetweenTwoDeliveriesOfTheLastKnown() {
    var history = open(map);
    history.begun(encoded("known"));
    time.runFor(Duration.ofSeconds(1));
    history.begun(encoded("missed"));
    time.runFor(Duration.ofSeconds(15));
    history.begun(encoded("known"));

    assertThat(ids(find(history, "known"))).containsExactly("missed");
  }

  @Test
  void findsEventsBetweenDeliveriesOfTheLastKnownByTwoNotifiers() {
    var one = open(map);
    var other = open(map);
    one.begun(encoded("known"));
    time.runFor(Duration.ofSeconds(1));
    other.begun(encoded("missed"));
    time.runFor(Duration.ofSeconds(15));
    other.begun(encoded("known"));

    assertThat(ids(find(one, "known"))).containsExactly("missed");
    assertThat(ids(find(other, "known"))).containsExactly("missed");
  }

  /** An answer is bounded; what it lacks must not depend on the clocks of notifiers. */
  @Test
  void answersWithTheNewestEventsWhateverTheClocks() {
    var ahead =
        new SegmentedHistory(
            map, time, java.time.Clock.offset(time, MINUTES), UUID.randomUUID().toString());
    ahead.open();
    var here = open(map);
    ahead.begun(at("a", 0));
    for (var second = 1; second <= 250; second++) {
      ahead.begun(at("e" + second, second));
    }
    here.begun(at("newest", 251));
    time.runFor(SHORT);

    assertThat(ids(find(ahead, "a"))).hasSize(200).contains("newest", "e250", "e52");
  }

  @Test
  void reportsAGapIfMoreEventsFollowThanAnAnswerHolds() {
    var history = open(map);
    for (var second = 0; second <= 250; second++) {
      history.begun(at("e" + second, second));
    }

    assertThat(find(history, "e0").complete()).isFalse();
    assertThat(find(history, "e49").complete()).isFalse();
    assertThat(find(history, "e51").complete()).isTrue();
  }

  @Test
  void reportsAGapAfterAnUnknownEvent() {
    var history = open(map);
    history.begun(encoded("a"));

    assertThat(find(history, "a").complete()).isTrue();
    assertThat(find(history, "x").complete()).isFalse();
    assertThat(ids(find(history, "x"))).containsExactly("a");
  }

  @Test
  void reportsAGapAfterMoreThanFiftyEvents() {
    var one = open(map);
    var other = open(map);
    one.begun(encoded("a"));
    for (var i = 0; i < 60; i++) {
      time.runFor(Duration.ofMillis(40));
      other.begun(encoded("e" + i));
    }
    time.runFor(SHORT);

    assertThat(find(one, "a").complete()).isFalse();
    assertThat(find(one, "e40").complete()).isTrue();
  }

  @Test
  void hidesPrivateEventsFromOthers() {
    var history = open(map);

    history.begun(encoded("secret", LOGIN, "channel.cheer"));

    assertThat(find(history, null).events()).isEmpty();
  }

  @Test
  void showsAModeratorsEventsToThisModeratorOnly() {
    var history = open(map);
    history.begun(warning("ours", "42"));
    history.begun(warning("theirs", "43"));
    history.begun(encoded("secret", LOGIN, "channel.cheer"));
    history.begun(encoded("open"));
    time.runFor(SHORT);

    assertThat(ids(answer(open(map), new FindRecentEvents(LOGIN, null, false, "42"))))
        .containsExactly("ours", "open");
    assertThat(ids(answer(open(map), new FindRecentEvents(LOGIN, null, true))))
        .containsExactly("secret", "open");
    assertThat(ids(find(open(map), null))).containsExactly("open");
  }

  @Test
  void mergesBothSidesOfASplit() {
    var one = open(map);
    IntStream.range(0, 45).forEach(i -> one.begun(encoded("before" + i)));
    time.runFor(SHORT);
    var far = map.split();
    var other = open(far);

    IntStream.range(0, 20).forEach(i -> one.begun(encoded("near" + i)));
    IntStream.range(0, 20).forEach(i -> other.begun(encoded("far" + i)));
    time.runFor(SHORT);
    map.merge(far);
    time.runFor(Duration.ofSeconds(6));

    assertThat(ids(find(one, "before44")))
        .containsAll(IntStream.range(0, 20).mapToObj(i -> "near" + i).toList())
        .containsAll(IntStream.range(0, 20).mapToObj(i -> "far" + i).toList());
  }

  @Test
  void findsEventsOfAWriterThatIsGone() {
    var gone = open(map);
    gone.begun(encoded("a"));
    gone.close();

    assertThat(ids(find(open(map), null))).containsExactly("a");
  }

  @Test
  void sharesOneReadAmongQuestionsOfAMoment() {
    var history = open(map);
    var reads = new int[1];
    map.beforeReads(
        () -> {
          reads[0]++;
          return Future.succeededFuture();
        });

    var answers =
        IntStream.range(0, 100)
            .mapToObj(i -> history.find(new FindRecentEvents(LOGIN, null, false)))
            .toList();
    time.runFor(SHORT);

    assertThat(answers).allMatch(Future::succeeded);
    assertThat(reads[0]).isEqualTo(2);
  }

  @Test
  void failsWhenTheClusterFails() {
    var history = open(map);
    map.beforeReads(() -> Future.failedFuture("no owner left"));

    assertUnavailable(history.find(new FindRecentEvents(LOGIN, null, false)));
  }

  @Test
  void failsWhenTheClusterDoesNotAnswer() {
    var history = open(map);
    map.beforeReads(() -> Promise.<Void>promise().future());

    assertUnavailable(history.find(new FindRecentEvents(LOGIN, null, false)));
  }

  private void assertUnavailable(Future<RecentEvents> answer) {
    time.runFor(Duration.ofSeconds(1));
    assertThat(answer.cause())
        .isInstanceOfSatisfying(
            BusFailure.class, it -> assertThat(it.reason()).isEqualTo(Reason.UNAVAILABLE));
  }

  private static final Duration MINUTES = Duration.ofMinutes(5);

  private SegmentedHistory open(MemoryMap map) {
    var history = new SegmentedHistory(map, time, time, UUID.randomUUID().toString());
    history.open();
    time.runFor(Duration.ofMillis(1));
    return history;
  }

  private static EncodedEvent warning(String id, String moderator) {
    return EncodedEvent.of(
        ofModerator(moderator, TestEvents.event(id, LOGIN, "channel.warning.send")));
  }

  private RecentEvents find(EventHistory history, String after) {
    return answer(history, new FindRecentEvents(LOGIN, after, false));
  }

  private RecentEvents answer(EventHistory history, FindRecentEvents question) {
    var answer = history.find(question);
    time.runFor(Duration.ofMillis(30));
    return answer.result();
  }

  private static EncodedEvent at(String id, int second) {
    var event = TestEvents.event(id);
    return EncodedEvent.of(
        new StreamEvent(
            id,
            event.type(),
            event.at().plusSeconds(second),
            event.streamer(),
            event.headline(),
            event.details()));
  }

  private static EncodedEvent keyed(String id, String key) {
    return EncodedEvent.of(TestEvents.event(id).withKey(key));
  }
}
