package dev.streamviewer.demo.eventsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.streamviewer.testing.SandboxControl;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A streamer whose title changes all the time, each time to a new title. */
final class TitleLoad implements AutoCloseable {
  private static final long PAUSE_MILLIS = 60;

  private final SandboxControl control;
  private final String streamer;
  private final List<String> titles = new ArrayList<>();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final CompletableFuture<Void> done;

  TitleLoad(SandboxControl control, String streamer) {
    this.control = control;
    this.streamer = streamer;
    this.done = CompletableFuture.runAsync(this::run);
  }

  private void run() {
    while (!end.isDone()) {
      var title = "Title " + titles.size();
      titles.add(title);
      // Fails if Twitch has no enabled subscription at this moment: that would be a gap.
      control.happen("channel.update", streamer, new JsonObject().put("title", title));
      end.copy().completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS).join();
    }
  }

  /** Ends the load; asserts that each title was shown by exactly one message. */
  void assertThatEachWasShownOnce() {
    close();
    await("all titles at Pusher")
        .untilAsserted(() -> assertThat(shown().keySet()).containsAll(titles));
    assertThat(titles).hasSizeGreaterThan(20);
    assertThat(shown()).allSatisfy((title, ids) -> assertThat(ids).as(title).hasSize(1));
  }

  /** Returns the ids of messages by title; the page drops a second message with the same id. */
  private Map<String, Set<String>> shown() {
    return control.publishes().stream()
        .filter(it -> it.name().equals("channel.update"))
        .collect(
            Collectors.groupingBy(
                it -> it.data().getJsonObject("details").getString("title"),
                Collectors.mapping(it -> it.data().getString("id"), Collectors.toSet())));
  }

  @Override
  public void close() {
    end.complete(null);
    done.join();
  }
}
