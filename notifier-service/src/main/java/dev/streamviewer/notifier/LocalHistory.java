package dev.streamviewer.notifier;

import dev.streamviewer.platform.contract.FindRecentEvents;
import dev.streamviewer.platform.contract.RecentEvents;
import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import java.util.Map;

/**
 * The history of a process without a cluster, for the streamers who were last heard of. Bounded by
 * their number: Vert.x's local map would need a timer for each entry. Events are kept as JSON: a
 * hundred thousand of them as objects would be most of what each collection of garbage looks at.
 */
final class LocalHistory implements EventHistory {
  static final int STREAMERS = 2_000;

  private final Map<String, Map<String, StoredEvent>> byLogin = BoundedMap.inOrderOfUse(STREAMERS);

  @Override
  public Future<Void> remember(EncodedEvent event) {
    byLogin
        .computeIfAbsent(event.login(), first -> BoundedMap.inOrderOfUse(Timeline.EVENTS))
        .compute(event.id(), (id, known) -> known == null ? StoredEvent.of(event) : known);
    return Future.succeededFuture();
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    var known = byLogin.getOrDefault(question.login(), Map.of());
    var events = known.values().stream().map(StoredEvent::event).toList();
    return Future.succeededFuture(new Timeline(events).answer(question));
  }
}
