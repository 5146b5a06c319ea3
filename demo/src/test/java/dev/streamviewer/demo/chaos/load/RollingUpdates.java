package dev.streamviewer.demo.chaos.load;

import dev.streamviewer.demo.chaos.fleet.ServiceFleet;
import dev.streamviewer.demo.chaos.load.EventLoad.Event;
import dev.streamviewer.demo.chaos.load.EventLoad.Traffic;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Title updates of all streamers in index, with fewer for the streamer in the browser. */
public final class RollingUpdates implements Traffic {
  /**
   * Number of updates for each update of the streamer in the browser. The interval is so large that
   * a minute without Pusher has no more updates than a streamer's recent events (50): a browser
   * that also lost its connection fetches the missed updates from there.
   */
  private static final int BROWSER_INTERVAL = 80;

  private final String name;
  private final UnaryOperator<JsonObject> how;

  public RollingUpdates(String name) {
    this(name, order -> order);
  }

  /**
   * @param how changes each request to Twitch
   */
  public RollingUpdates(String name, UnaryOperator<JsonObject> how) {
    this.name = "%s %s".formatted(name, UUID.randomUUID());
    this.how = how;
  }

  @Override
  public Event event(long index) {
    var title = "%s %d".formatted(name, index);
    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", streamer(index))
            .put("event", new JsonObject().put("title", title));
    return new Event(title, List.of(how.apply(order)));
  }

  public static String streamer(long index) {
    return index % BROWSER_INTERVAL == 0
        ? ServiceFleet.IN_BROWSER
        : ServiceFleet.STREAMERS.get((int) (index % ServiceFleet.STREAMERS.size()));
  }
}
