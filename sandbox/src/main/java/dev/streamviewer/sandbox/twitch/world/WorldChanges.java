package dev.streamviewer.sandbox.twitch.world;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Applies events to the world: a streamer who goes online in an event is live in Helix, too. */
public final class WorldChanges {
  private static final int INITIAL_VIEWERS = 120;

  private final TwitchWorld world;

  public WorldChanges(TwitchWorld world) {
    this.world = world;
  }

  public void apply(String type, String userId, JsonObject event) {
    switch (type) {
      case "stream.online" ->
          world.change(
              userId,
              streamer ->
                  streamer.online(
                      new LiveStream(event.getString("id"), startedAt(event), INITIAL_VIEWERS)));
      case "stream.offline" -> world.change(userId, SandboxStreamer::offline);
      case "channel.update" ->
          world.change(
              userId,
              streamer ->
                  streamer.updated(
                      event.getString("title"),
                      new StreamCategory(
                          event.getString("category_id"), event.getString("category_name")),
                      event.getString("language")));
      default -> {}
    }
  }

  private static Instant startedAt(JsonObject event) {
    try {
      return Instant.parse(event.getString("started_at"));
    } catch (DateTimeParseException malformed) {
      throw new ApiError(
          400,
          "started_at must be a time such as 2026-01-31T20:00:00Z, not "
              + malformed.getParsedString());
    }
  }
}
