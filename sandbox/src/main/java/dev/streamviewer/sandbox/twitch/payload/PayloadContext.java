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
 * What a payload is made from.
 *
 * @param someone the user who does something on the streamer's channel
 * @param other another streamer
 * @param wanted what the caller wants to see, laid over the payload afterwards
 */
record PayloadContext(
    String type,
    SandboxStreamer streamer,
    TwitchUser someone,
    TwitchUser other,
    EventEpisode episode,
    JsonObject wanted,
    Instant now,
    RandomGenerator random) {

  /** B in EventSub's reference: the channel. */
  JsonObject broadcaster() {
    return streamer.user().as("broadcaster_user");
  }

  /** U and B: a user on the channel. */
  JsonObject userOnChannel() {
    return someone.as("user").mergeIn(broadcaster());
  }

  /** The channel, and the episode that is under way on it. */
  JsonObject episodeOnChannel() {
    return new JsonObject().put("id", episode.id()).mergeIn(broadcaster());
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
