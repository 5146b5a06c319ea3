package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * The history of a process without a cluster, for the streamers who were last heard of. Bounded by
 * their number: Vert.x's local map would need a timer for each entry.
 */
final class LocalHistory implements EventHistory {
  static final int STREAMERS = 2_000;

  private final Map<String, Map<String, StreamEvent>> byLogin = new Latest<>(STREAMERS);

  @Override
  public Future<Void> remember(StreamEvent event) {
    byLogin
        .computeIfAbsent(event.streamer().login(), first -> new Latest<>(Timeline.EVENTS))
        .put(event.id(), event);
    return Future.succeededFuture();
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    var known = byLogin.getOrDefault(question.login(), Map.of());
    return Future.succeededFuture(new Timeline(List.copyOf(known.values())).answer(question));
  }
}
