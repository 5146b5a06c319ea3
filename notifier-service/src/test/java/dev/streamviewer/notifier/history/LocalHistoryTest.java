package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.TestEvents.encoded;
import static dev.streamviewer.notifier.TestEvents.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.notifier.TestEvents;
import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalHistoryTest {
  private final EventHistory history = new LocalHistory();

  @Test
  void storesTheEventsOfEachStreamerSeparately() {
    history.begun(encoded("a", "tfue"));
    history.begun(encoded("b", "luna"));
    history.begun(encoded("c", "tfue"));

    assertThat(ids(find("tfue"))).containsExactly("a", "c");
    assertThat(ids(find("luna"))).containsExactly("b");
  }

  @Test
  void evictsTheStreamersWithTheOldestEvents() {
    history.begun(encoded("a", "tfue"));
    IntStream.range(0, LocalHistory.STREAMERS)
        .forEach(i -> history.begun(encoded("x", "streamer" + i)));

    assertThat(find("tfue").events()).isEmpty();
  }

  @Test
  void keepsTheNewestEvents() {
    IntStream.range(0, 60).forEach(i -> history.begun(encoded("e" + i)));

    assertThat(ids(find("tfue"))).startsWith("e10").endsWith("e59").hasSize(EventHistory.EVENTS);
  }

  @Test
  void movesARepeatedEventToTheEnd() {
    history.begun(encoded("a"));
    history.begun(encoded("b"));
    history.begun(encoded("a"));

    assertThat(ids(find("tfue"))).containsExactly("b", "a");
  }

  @Test
  void movesAnEventFromAnyPositionToTheEnd() {
    IntStream.range(0, 60).forEach(i -> history.begun(encoded("e" + i)));

    history.begun(encoded("e30"));
    history.begun(encoded("e60"));

    assertThat(ids(find("tfue")))
        .startsWith("e11")
        .endsWith("e59", "e30", "e60")
        .hasSize(EventHistory.EVENTS)
        .doesNotHaveDuplicates();
  }

  /** A page has an event whose answer Pusher lost; the event is delivered again later. */
  @Test
  void returnsTheEventsBetweenTwoDeliveriesOfTheKnownEvent() {
    history.begun(encoded("a"));
    history.begun(encoded("known"));
    history.begun(encoded("b"));
    history.begun(encoded("known"));
    history.begun(encoded("c"));

    var answer = find("tfue", "known");

    assertThat(ids(answer)).containsExactly("b", "c");
    assertThat(answer.complete()).isTrue();
  }

  @Test
  void reportsAGapBetweenTwoDeliveriesOfTheKnownEvent() {
    history.begun(encoded("known"));
    IntStream.range(0, 30).forEach(i -> history.begun(encoded("e" + i)));
    history.begun(encoded("known"));
    IntStream.range(30, 55).forEach(i -> history.begun(encoded("e" + i)));

    assertThat(find("tfue", "known").complete()).isFalse();
    assertThat(find("tfue", "e54").complete()).isTrue();
  }

  /** The bytes of both ids have the same hash. */
  @Test
  void distinguishesIdsWithTheSameHash() {
    history.begun(encoded("Aa"));
    history.begun(encoded("BB"));

    assertThat(ids(find("tfue"))).containsExactly("Aa", "BB");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 9_000})
  void reusesSlotsForLongerAndShorterEvents(int first) {
    for (var length : new int[] {first, 300, 9_000, 2, 1_200}) {
      for (var i = 0; i < EventHistory.EVENTS; i++) {
        history.begun(said(length + "/" + i, "ü".repeat(length)));
      }
      assertThat(find("tfue").events())
          .hasSize(EventHistory.EVENTS)
          .allSatisfy(it -> assertThat(it.headline()).isEqualTo("ü".repeat(length)));
    }
  }

  private static EncodedEvent said(String id, String headline) {
    var like = TestEvents.event(id);
    return EncodedEvent.of(
        new StreamEvent(id, like.type(), like.at(), like.streamer(), headline, like.details()));
  }

  private RecentEvents find(String login) {
    return find(login, null);
  }

  private RecentEvents find(String login, String after) {
    return history.find(new FindRecentEvents(login, after, false)).result();
  }
}
