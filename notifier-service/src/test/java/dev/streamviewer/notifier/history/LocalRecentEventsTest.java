package dev.streamviewer.notifier.history;

import static dev.streamviewer.notifier.TestEvents.event;
import static dev.streamviewer.notifier.TestEvents.ids;
import static dev.streamviewer.notifier.TestEvents.ofModerator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalRecentEventsTest {
  private static final LocalRecentEvents ABC = list(event("a"), event("b"), event("c"));

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

  private static RecentEvents find(LocalRecentEvents recentEvents, String after) {
    return recentEvents.answer(new FindRecentEvents("tfue", after, false));
  }

  @Test
  void showsAModeratorsEventsToThisModeratorOnly() {
    var recentEvents =
        list(
            ofModerator("42", event("ours", "tfue", "channel.warning.send")),
            ofModerator("43", event("theirs", "tfue", "channel.warning.send")),
            event("secret", "tfue", "channel.cheer"),
            event("open", "tfue", "channel.raid"));

    assertThat(ids(recentEvents.answer(new FindRecentEvents("tfue", null, false, "42"))))
        .containsExactly("ours", "open");
    assertThat(ids(recentEvents.answer(new FindRecentEvents("tfue", null, true))))
        .containsExactly("secret", "open");
    assertThat(ids(find(recentEvents, "theirs"))).containsExactly("open");
  }

  private static LocalRecentEvents list(StreamEvent... events) {
    var stored =
        IntStream.range(0, events.length)
            .mapToObj(i -> new LocalRecentEvents.Stored(events[i], i + 1L, i + 1L))
            .toList();
    return new LocalRecentEvents(stored, 0);
  }
}
