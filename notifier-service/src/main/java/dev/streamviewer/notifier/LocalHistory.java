package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.contract.StreamEvent;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The history of a process without a cluster, for the streamers who were last heard of. Bounded by
 * their number: Vert.x's local map would need a timer for each entry.
 */
final class LocalHistory implements EventHistory {
  static final int STREAMERS = 2_000;

  private final Map<String, Map<String, StreamEvent>> byLogin = new Latest<>(STREAMERS);

  /** The entries that were put last, in that order. */
  private static final class Latest<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    private Latest(int most) {
      super(16, 0.75f, true);
      this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
      return size() > most;
    }
  }

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
