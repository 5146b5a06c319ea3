package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.TestEvents.event;
import static dev.streamviewer.notifier.TestEvents.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecentEventListTest {
  private static final RecentEventList ABC = list(event("a"), event("b"), event("c"));

  @Test
  void returnsTheEventsAfterAKnownEvent() {
    assertThat(ids(find(ABC, "a"))).containsExactly("b", "c");
    assertThat(find(ABC, "a").complete()).isTrue();
    assertThat(ids(find(ABC, "c"))).isEmpty();
  }

  @Test
  void returnsAllEventsWithoutAKnownEvent() {
    assertThat(ids(find(ABC, null))).containsExactly("a", "b", "c");
    assertThat(find(ABC, null).complete()).isTrue();
  }

  @Test
  void reportsAGapAfterAnUnknownEvent() {
    assertThat(find(ABC, "x").complete()).isFalse();
    assertThat(ids(find(ABC, "x"))).containsExactly("a", "b", "c");
  }

  @Test
  void hidesPrivateEventsFromOthers() {
    var recentEvents =
        list(event("secret", "tfue", "channel.cheer"), event("open", "tfue", "channel.raid"));

    assertThat(ids(find(recentEvents, null))).containsExactly("open");
    assertThat(ids(recentEvents.answer(new FindRecentEvents("tfue", null, true))))
        .containsExactly("secret", "open");
    assertThat(ids(find(recentEvents, "secret"))).containsExactly("open");
  }

  private static RecentEvents find(RecentEventList recentEvents, String after) {
    return recentEvents.answer(new FindRecentEvents("tfue", after, false));
  }

  @Test
  void showsAModeratorsEventsToThisModeratorOnly() {
    var recentEvents =
        list(
            of(event("ours", "tfue", "channel.warning.send"), "42"),
            of(event("theirs", "tfue", "channel.warning.send"), "43"),
            event("secret", "tfue", "channel.cheer"),
            event("open", "tfue", "channel.raid"));

    assertThat(ids(recentEvents.answer(new FindRecentEvents("tfue", null, false, "42"))))
        .containsExactly("ours", "open");
    assertThat(ids(recentEvents.answer(new FindRecentEvents("tfue", null, true))))
        .containsExactly("secret", "open");
    assertThat(ids(find(recentEvents, "theirs"))).containsExactly("open");
  }

  private static RecentEventList list(StreamEvent... events) {
    var stored =
        IntStream.range(0, events.length)
            .mapToObj(i -> new RecentEventList.Stored(events[i], i + 1L, i + 1L))
            .toList();
    return new RecentEventList(stored, 0);
  }

  private static StreamEvent of(StreamEvent event, String moderator) {
    return new StreamEvent(
        event.id(),
        event.type(),
        event.at(),
        event.streamer(),
        event.headline(),
        event.details(),
        moderator,
        null);
  }
}
