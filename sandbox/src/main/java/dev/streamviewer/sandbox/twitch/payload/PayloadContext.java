package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.twitch.world.SandboxStreamer;
import dev.streamviewer.sandbox.twitch.world.TwitchUser;
import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Input of a payload.
 *
 * @param actor the user who does something on the streamer's channel
 * @param other another streamer
 * @param overrides fields of the caller that replace fields of the payload
 */
record PayloadContext(
    String type,
    SandboxStreamer streamer,
    TwitchUser actor,
    TwitchUser other,
    EventEpisode episode,
    JsonObject overrides,
    Instant now,
    RandomGenerator random) {

  /** Returns the channel: B in EventSub's reference. */
  JsonObject broadcaster() {
    return streamer.user().as("broadcaster_user");
  }

  /** Returns a user on the channel: U and B in EventSub's reference. */
  JsonObject userOnChannel() {
    return actor.as("user").mergeIn(broadcaster());
  }

  /** Returns the channel and the current episode. */
  JsonObject episodeOnChannel() {
    return new JsonObject().put("id", episode.id()).mergeIn(broadcaster());
  }

  /** Returns a text that the caller sets, or the default. */
  String requested(String field, String fallback) {
    return overrides.getValue(field) instanceof String text ? text : fallback;
  }

  boolean isStage(String stage) {
    return type.endsWith("." + stage);
  }

  String time() {
    return TwitchTimes.nanos(now);
  }

  String startedAt() {
    return TwitchTimes.nanos(episode.startedAt());
  }

  String secondsLater(long seconds) {
    return TwitchTimes.nanos(episode.startedAt().plusSeconds(seconds));
  }

  /** Returns the time so many seconds from now. */
  String later(long seconds) {
    return TwitchTimes.nanos(now.plusSeconds(seconds));
  }

  String id() {
    return UUID.randomUUID().toString();
  }

  int between(int low, int high) {
    return random.nextInt(low, high + 1);
  }

  <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  static JsonArray array(Object... items) {
    return new JsonArray(List.of(items));
  }
}
