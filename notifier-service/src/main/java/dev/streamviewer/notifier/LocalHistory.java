package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The history of a process without a cluster, for the streamers who were last heard of. Bounded by
 * their number: Vert.x's local map would need a timer for each entry.
 */
final class LocalHistory implements EventHistory {
  static final int STREAMERS = 2_000;

  private final Map<String, Timeline> byLogin =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Timeline> eldest) {
          return size() > STREAMERS;
        }
      };

  @Override
  public Future<Void> remember(StreamEvent event) {
    byLogin.merge(event.streamer().login(), Timeline.EMPTY.with(event), Timeline::with);
    return Future.succeededFuture();
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    var known = byLogin.getOrDefault(question.login(), Timeline.EMPTY);
    return Future.succeededFuture(known.answer(question));
  }
}
