package dev.streamviewer.notifier.history;

import dev.streamviewer.notifier.delivery.EncodedEvent;
import dev.streamviewer.platform.contract.event.FindRecentEvents;
import dev.streamviewer.platform.contract.event.RecentEvents;
import dev.streamviewer.platform.memory.BoundedMap;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/**
 * The history of a process without a cluster, for the streamers with the latest events. The number
 * of streamers is bounded: Vert.x's local map would need a timer for each entry.
 */
public final class LocalHistory implements EventHistory {
  static final int STREAMERS = 2_000;

  private final Map<String, EventRingBuffer> byLogin = BoundedMap.inOrderOfUse(STREAMERS);

  @Override
  public void begun(EncodedEvent event) {
    store(event);
  }

  @Override
  public void accepted(EncodedEvent event) {
    store(event);
  }

  private void store(EncodedEvent event) {
    byLogin.computeIfAbsent(event.login(), first -> new EventRingBuffer()).put(event);
  }

  @Override
  public Future<RecentEvents> find(FindRecentEvents question) {
    var buffer = byLogin.get(question.login());
    var events = buffer == null ? new LocalRecentEvents(List.of(), 0) : buffer.events();
    return Future.succeededFuture(events.answer(question));
  }
}
