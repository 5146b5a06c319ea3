package dev.streamviewer.sandbox.twitch.world;

import dev.streamviewer.sandbox.wire.ApiError;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

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
                      new LiveStream(
                          text(event, "id", UUID.randomUUID().toString()),
                          startedAt(event),
                          INITIAL_VIEWERS)));
      case "stream.offline" -> world.change(userId, SandboxStreamer::offline);
      case "channel.moderator.add" ->
          world.moderators().appoint(userId, text(event, "user_id", ""));
      case "channel.moderator.remove" ->
          world.moderators().remove(userId, text(event, "user_id", ""));
      case "channel.update" -> world.change(userId, streamer -> updated(streamer, event));
      default -> {}
    }
  }

  private static SandboxStreamer updated(SandboxStreamer streamer, JsonObject event) {
    return streamer.updated(
        text(event, "title", streamer.title()),
        new StreamCategory(
            text(event, "category_id", streamer.category().id()),
            text(event, "category_name", streamer.category().name())),
        text(event, "language", streamer.language()));
  }

  /** Returns the given text, or the known one: an order may contain any JSON value. */
  private static String text(JsonObject event, String field, String known) {
    return event.getValue(field) instanceof String text ? text : known;
  }

  private static Instant startedAt(JsonObject event) {
    if (!(event.getValue("started_at") instanceof String startedAt)) {
      return Instant.now();
    }
    try {
      return Instant.parse(startedAt);
    } catch (DateTimeParseException malformed) {
      throw new ApiError(
          400,
          "started_at must be a time such as 2026-01-31T20:00:00Z, not "
              + malformed.getParsedString());
    }
  }
}
