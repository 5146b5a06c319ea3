package dev.streamviewer.notifier;

import static dev.streamviewer.notifier.Events.event;
import static dev.streamviewer.notifier.Events.ids;
import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalHistoryTest {
  private final EventHistory history = new LocalHistory();

  @Test
  void remembersEachStreamerAlone() {
    history.remember(event("a", "tfue"));
    history.remember(event("b", "luna"));
    history.remember(event("c", "tfue"));

    assertThat(ids(find("tfue"))).containsExactly("a", "c");
    assertThat(ids(find("luna"))).containsExactly("b");
  }

  @Test
  void forgetsTheStreamersWhoWereLongestNotHeardOf() {
    history.remember(event("a", "tfue"));
    IntStream.range(0, LocalHistory.STREAMERS)
        .forEach(i -> history.remember(event("x", "streamer" + i)));

    assertThat(find("tfue").events()).isEmpty();
  }

  @Test
  void remembersTheLastEvents() {
    IntStream.range(0, 60).forEach(i -> history.remember(event("e" + i)));

    assertThat(ids(find("tfue"))).startsWith("e10").endsWith("e59").hasSize(Timeline.EVENTS);
  }

  @Test
  void putsAnEventThatHadToWaitAfterThoseThatPassedIt() {
    history.remember(event("a"));
    history.remember(event("b"));
    history.remember(event("a"));

    assertThat(ids(find("tfue"))).containsExactly("b", "a");
  }

  private RecentEvents find(String login) {
    return history.find(new FindRecentEvents(login, null, false)).result();
  }
}
