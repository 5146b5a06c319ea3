package dev.streamviewer.notifier;

import static dev.streamviewer.notifier.Events.event;
import static dev.streamviewer.notifier.Events.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private Timeline timeline = Timeline.EMPTY;

  @Test
  void tellsWhatCameAfterAnEvent() {
    add("a", "b", "c");

    assertThat(ids(find("a"))).containsExactly("b", "c");
    assertThat(find("a").complete()).isTrue();
    assertThat(ids(find("c"))).isEmpty();
  }

  @Test
  void tellsAllToWhomKnowsNothing() {
    add("a", "b");

    assertThat(ids(find(null))).containsExactly("a", "b");
    assertThat(find(null).complete()).isTrue();
  }

  @Test
  void saysThatSomethingMayBeMissingWhenAnEventIsNoLongerRemembered() {
    IntStream.range(0, 60).forEach(i -> add("e" + i));

    assertThat(find("e5").complete()).isFalse();
    assertThat(find("e5").events()).hasSize(Timeline.EVENTS);
  }

  @Test
  void putsAnEventThatHadToWaitAfterThoseThatPassedIt() {
    add("a", "b", "a");

    assertThat(ids(find(null))).containsExactly("b", "a");
    assertThat(ids(find("b"))).containsExactly("a");
  }

  @Test
  void hidesPrivateEventsFromOthers() {
    timeline =
        timeline
            .with(event("secret", "tfue", "channel.cheer"))
            .with(event("open", "tfue", "channel.raid"));

    assertThat(ids(find(null))).containsExactly("open");
    assertThat(ids(timeline.answer(new FindRecentEvents("tfue", null, true))))
        .containsExactly("secret", "open");
    assertThat(ids(find("secret"))).containsExactly("open");
  }

  private void add(String... ids) {
    for (var id : ids) {
      timeline = timeline.with(event(id));
    }
  }

  private RecentEvents find(String after) {
    return timeline.answer(new FindRecentEvents("tfue", after, false));
  }
}
