package dev.streamviewer.notifier;

import static dev.streamviewer.notifier.Events.encoded;
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
    history.remember(encoded("a", "tfue"));
    history.remember(encoded("b", "luna"));
    history.remember(encoded("c", "tfue"));

    assertThat(ids(find("tfue"))).containsExactly("a", "c");
    assertThat(ids(find("luna"))).containsExactly("b");
  }

  @Test
  void forgetsTheStreamersWhoWereLongestNotHeardOf() {
    history.remember(encoded("a", "tfue"));
    IntStream.range(0, LocalHistory.STREAMERS)
        .forEach(i -> history.remember(encoded("x", "streamer" + i)));

    assertThat(find("tfue").events()).isEmpty();
  }

  @Test
  void remembersTheLastEvents() {
    IntStream.range(0, 60).forEach(i -> history.remember(encoded("e" + i)));

    assertThat(ids(find("tfue"))).startsWith("e10").endsWith("e59").hasSize(Timeline.EVENTS);
  }

  @Test
  void putsAnEventThatHadToWaitAfterThoseThatPassedIt() {
    history.remember(encoded("a"));
    history.remember(encoded("b"));
    history.remember(encoded("a"));

    assertThat(ids(find("tfue"))).containsExactly("b", "a");
  }

  private RecentEvents find(String login) {
    return history.find(new FindRecentEvents(login, null, false)).result();
  }
}
