package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Payloads of channel events: streams, raids, shared chats, shoutouts, consent. */
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
          Map.entry("channel.shared_chat.begin", ChannelPayloads::sharedChat),
          Map.entry("channel.shared_chat.update", ChannelPayloads::sharedChat),
          Map.entry("channel.shared_chat.end", ChannelPayloads::sharedChat),
          Map.entry("user.update", ChannelPayloads::userUpdate),
          Map.entry("user.authorization.grant", ChannelPayloads::authorization),
          Map.entry("user.authorization.revoke", ChannelPayloads::authorization));

  private ChannelPayloads() {}

  private static JsonObject online(PayloadContext context) {
    return new JsonObject()
        .put("id", Integer.toString(context.between(400_000_000, 499_999_999)))
        .mergeIn(context.broadcaster())
        .put("type", "live")
        .put("started_at", context.time());
  }

  private static JsonObject update(PayloadContext context) {
    var streamer = context.streamer();
    var others = streamer.titles().stream().filter(t -> !t.equals(streamer.title())).toList();
    return context
        .broadcaster()
        .put("title", others.isEmpty() ? streamer.title() : context.oneOf(others))
        .put("language", streamer.language())
        .put("category_id", streamer.category().id())
        .put("category_name", streamer.category().name())
        .put("content_classification_labels", new JsonArray());
  }

  /** Returns a raid on the streamer, which is also the default of Twitch's command line tool. */
  private static JsonObject raid(PayloadContext context) {
    return context
        .other()
        .as("from_broadcaster_user")
        .mergeIn(context.streamer().user().as("to_broadcaster_user"))
        .put("viewers", context.between(12, 4_000));
  }

  private static JsonObject shoutoutCreate(PayloadContext context) {
    return context
        .broadcaster()
        .mergeIn(context.streamer().user().as("moderator_user"))
        .mergeIn(context.other().as("to_broadcaster_user"))
        .put("viewer_count", context.between(50, 2_000))
        .put("started_at", context.time())
        .put("cooldown_ends_at", context.later(120))
        .put("target_cooldown_ends_at", context.later(3_600));
  }

  private static JsonObject shoutoutReceive(PayloadContext context) {
    return context
        .broadcaster()
        .mergeIn(context.other().as("from_broadcaster_user"))
        .put("viewer_count", context.between(50, 2_000))
        .put("started_at", context.time());
  }

  private static JsonObject adBreak(PayloadContext context) {
    return context
        .broadcaster()
        .put("duration_seconds", 60)
        .put("started_at", context.time())
        .put("is_automatic", false)
        .mergeIn(context.streamer().user().as("requester_user"));
  }

  /**
   * Returns a chat shared with one other channel, which hosts it. The end names no participants.
   */
  private static JsonObject sharedChat(PayloadContext context) {
    var session =
        new JsonObject()
            .put("session_id", context.episode().id())
            .mergeIn(context.broadcaster())
            .mergeIn(context.other().as("host_broadcaster_user"));
    return context.isStage("end")
        ? session
        : session.put(
            "participants",
            PayloadContext.array(context.other().as("broadcaster_user"), context.broadcaster()));
  }

  private static JsonObject userUpdate(PayloadContext context) {
    return context
        .streamer()
        .user()
        .as("user")
        .put("description", context.streamer().user().description());
  }

  private static JsonObject authorization(PayloadContext context) {
    return context.streamer().user().as("user");
  }
}
