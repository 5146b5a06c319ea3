package dev.streamviewer.sandbox.chaos;

import dev.streamviewer.sandbox.chaos.EventLoad.Event;
import dev.streamviewer.sandbox.chaos.EventLoad.Traffic;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** New titles of one streamer after the other; fewer of the one whom the browser watches. */
final class RollingUpdates implements Traffic {
  /**
   * So few that in a minute without Pusher no more come than the site remembers of each streamer
   * (50): a browser whose own connection was lost as well fetches them from there.
   */
  private static final int ONE_IN = 80;

  private final String name;
  private final UnaryOperator<JsonObject> how;

  RollingUpdates(String name) {
    this(name, order -> order);
  }

  /**
   * @param how changes each order to Twitch
   */
  RollingUpdates(String name, UnaryOperator<JsonObject> how) {
    this.name = "%s %s".formatted(name, UUID.randomUUID());
    this.how = how;
  }

  @Override
  public Event event(long turn) {
    var title = "%s %d".formatted(name, turn);
    var order =
        new JsonObject()
            .put("type", "channel.update")
            .put("streamer", streamer(turn))
            .put("event", new JsonObject().put("title", title));
    return new Event(title, List.of(how.apply(order)));
  }

  static String streamer(long turn) {
    return turn % ONE_IN == 0
        ? ServiceFleet.IN_BROWSER
        : ServiceFleet.STREAMERS.get((int) (turn % ServiceFleet.STREAMERS.size()));
  }
}
