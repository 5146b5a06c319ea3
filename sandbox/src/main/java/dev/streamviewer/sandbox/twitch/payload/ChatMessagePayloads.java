package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Payloads of chat messages, of their removal, and of whispers. */
final class ChatMessagePayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.of(
          "channel.chat.message", ChatMessagePayloads::message,
          "channel.chat.clear", PayloadContext::broadcaster,
          "channel.chat.clear_user_messages", ChatMessagePayloads::removal,
          "channel.chat.message_delete", ChatMessagePayloads::deletion,
          "channel.chat.user_message_hold", ChatMessagePayloads::held,
          "channel.chat.user_message_update", ChatMessagePayloads::decided,
          "user.whisper.message", ChatMessagePayloads::whisper);

  private static final String TEXT = "Hello from chat";

  private ChatMessagePayloads() {}

  private static JsonObject message(PayloadContext context) {
    return context
        .broadcaster()
        .mergeIn(context.actor().as("chatter_user"))
        .put("message_id", context.id())
        .put("message", ChatMessages.text(TEXT))
        .put("message_type", "text")
        .put("badges", new JsonArray())
        .putNull("cheer")
        .put("color", "#8A2BE2")
        .putNull("reply")
        .putNull("channel_points_custom_reward_id")
        .putNull("channel_points_animation_id")
        .putNull("source_broadcaster_user_id")
        .putNull("source_broadcaster_user_login")
        .putNull("source_broadcaster_user_name")
        .putNull("source_message_id")
        .putNull("source_badges")
        .putNull("is_source_only");
  }

  private static JsonObject removal(PayloadContext context) {
    return context.broadcaster().mergeIn(context.actor().as("target_user"));
  }

  private static JsonObject deletion(PayloadContext context) {
    return removal(context).put("message_id", context.id());
  }

  private static JsonObject held(PayloadContext context) {
    return context
        .userOnChannel()
        .put("message_id", context.id())
        .put("message", ChatMessages.text(TEXT));
  }

  private static JsonObject decided(PayloadContext context) {
    return held(context).put("status", "approved");
  }

  private static JsonObject whisper(PayloadContext context) {
    return context
        .actor()
        .as("from_user")
        .mergeIn(context.streamer().user().as("to_user"))
        .put("whisper_id", context.id())
        .put("whisper", new JsonObject().put("text", "A word in private"));
  }
}
