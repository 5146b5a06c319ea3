package dev.streamviewer.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventHistoryTest {
  private final EventHistory history = new EventHistory();

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
    assertThat(find("e5").events()).hasSize(EventHistory.EVENTS);
  }

  @Test
  void putsAnEventThatHadToWaitAfterThoseThatPassedIt() {
    add("a", "b", "a");

    assertThat(ids(find(null))).containsExactly("b", "a");
    assertThat(ids(find("b"))).containsExactly("a");
  }

  @Test
  void hidesPrivateEventsFromOthers() {
    history.add(event("secret", "tfue", "channel.cheer"));
    history.add(event("open", "tfue", "channel.raid"));

    assertThat(ids(find(null))).containsExactly("open");
    assertThat(ids(history.find(new FindRecentEvents("tfue", null, true))))
        .containsExactly("secret", "open");
    assertThat(ids(find("secret"))).containsExactly("open");
  }

  @Test
  void forgetsTheStreamersWhoWereLongestNotHeardOf() {
    add("first");
    IntStream.range(0, EventHistory.STREAMERS)
        .forEach(i -> history.add(event("x", "streamer" + i, "channel.raid")));

    assertThat(find(null).events()).isEmpty();
  }

  private void add(String... ids) {
    for (var id : ids) {
      history.add(event(id, "tfue", "channel.raid"));
    }
  }

  private RecentEvents find(String after) {
    return history.find(new FindRecentEvents("tfue", after, false));
  }

  private static List<String> ids(RecentEvents events) {
    return events.events().stream().map(StreamEvent::id).toList();
  }

  private static StreamEvent event(String id, String login, String type) {
    return new StreamEvent(
        id, type, Instant.EPOCH, new Streamer("1", login, login), "", new JsonObject());
  }
}
