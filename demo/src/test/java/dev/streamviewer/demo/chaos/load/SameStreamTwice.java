package dev.streamviewer.demo.chaos.load;

import dev.streamviewer.demo.chaos.load.EventLoad.Event;
import dev.streamviewer.demo.chaos.load.EventLoad.Traffic;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Streams that begin, each sent under two message ids. */
public final class SameStreamTwice implements Traffic {
  private final long first = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);

  @Override
  public Event event(long index) {
    var id = String.valueOf(first + index);
    var order =
        new JsonObject()
            .put("type", "stream.online")
            .put("streamer", RollingUpdates.streamer(index))
            .put("event", new JsonObject().put("id", id));
    return new Event(id, List.of(order, order.copy()));
  }
}
