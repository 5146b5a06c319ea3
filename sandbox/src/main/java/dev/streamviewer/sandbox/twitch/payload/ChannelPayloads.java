package dev.streamviewer.sandbox.twitch.payload;

import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Events of the channel itself: on air, raids, shoutouts, moderation, consent. */
final class ChannelPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.ofEntries(
          Map.entry("stream.online", ChannelPayloads::online),
          Map.entry("stream.offline", PayloadContext::broadcaster),
          Map.entry("channel.update", ChannelPayloads::update),
          Map.entry("channel.raid", ChannelPayloads::raid),
          Map.entry("channel.shoutout.create", ChannelPayloads::shoutoutCreate),
          Map.entry("channel.shoutout.receive", ChannelPayloads::shoutoutReceive),
          Map.entry("channel.ad_break.begin", ChannelPayloads::adBreak),
          Map.entry("channel.ban", ChannelPayloads::ban),
          Map.entry("user.update", ChannelPayloads::userUpdate),
          Map.entry("user.authorization.grant", ChannelPayloads::authorization),
          Map.entry("user.authorization.revoke", ChannelPayloads::authorization));

  private ChannelPayloads() {}

  private static JsonObject online(PayloadContext scene) {
    return new JsonObject()
        .put("id", Integer.toString(scene.between(400_000_000, 499_999_999)))
        .mergeIn(scene.broadcaster())
        .put("type", "live")
        .put("started_at", scene.time());
  }

  private static JsonObject update(PayloadContext scene) {
    var streamer = scene.streamer();
    var others = streamer.titles().stream().filter(t -> !t.equals(streamer.title())).toList();
    return scene
        .broadcaster()
        .put("title", others.isEmpty() ? streamer.title() : scene.oneOf(others))
        .put("language", streamer.language())
        .put("category_id", streamer.category().id())
        .put("category_name", streamer.category().name())
        .put("content_classification_labels", new JsonArray());
  }

  /** Without more ado the streamer is raided, as with the official command line tool. */
  private static JsonObject raid(PayloadContext scene) {
    return scene
        .other()
        .as("from_broadcaster_user")
        .mergeIn(scene.streamer().user().as("to_broadcaster_user"))
        .put("viewers", scene.between(12, 4_000));
  }

  private static JsonObject shoutoutCreate(PayloadContext scene) {
    return scene
        .broadcaster()
        .mergeIn(scene.streamer().user().as("moderator_user"))
        .mergeIn(scene.other().as("to_broadcaster_user"))
        .put("viewer_count", scene.between(50, 2_000))
        .put("started_at", scene.time())
        .put("cooldown_ends_at", TwitchTimes.nanos(scene.now().plusSeconds(120)))
        .put("target_cooldown_ends_at", TwitchTimes.nanos(scene.now().plusSeconds(3_600)));
  }

  private static JsonObject shoutoutReceive(PayloadContext scene) {
    return scene
        .broadcaster()
        .mergeIn(scene.other().as("from_broadcaster_user"))
        .put("viewer_count", scene.between(50, 2_000))
        .put("started_at", scene.time());
  }

  private static JsonObject adBreak(PayloadContext scene) {
    return scene
        .broadcaster()
        .put("duration_seconds", 60)
        .put("started_at", scene.time())
        .put("is_automatic", false)
        .mergeIn(scene.streamer().user().as("requester_user"));
  }

  private static JsonObject ban(PayloadContext scene) {
    return scene
        .userOnChannel()
        .mergeIn(scene.streamer().user().as("moderator_user"))
        .put("reason", "Spoilers")
        .put("banned_at", scene.time())
        .put("ends_at", TwitchTimes.nanos(scene.now().plusSeconds(600)))
        .put("is_permanent", false);
  }

  private static JsonObject userUpdate(PayloadContext scene) {
    return scene
        .streamer()
        .user()
        .as("user")
        .put("description", scene.streamer().user().description());
  }

  private static JsonObject authorization(PayloadContext scene) {
    return scene.streamer().user().as("user");
  }
}
