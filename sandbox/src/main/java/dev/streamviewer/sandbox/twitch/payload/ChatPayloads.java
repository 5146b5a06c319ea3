package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Payloads of {@code channel.chat.notification}: support and raids in chat. The notice's fields are
 * under the name of the kind; Twitch sends null under all other kinds.
 */
final class ChatPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.of("channel.chat.notification", ChatPayloads::notification);

  private static final String SHARED_PREFIX = "shared_chat_";
  private static final List<String> COLORS = List.of("#0D4200", "#8A2BE2", "#FF7F50", "");
  private static final String NOTICE_TYPE = "notice_type";

  private ChatPayloads() {}

  private static JsonObject notification(PayloadContext context) {
    var type = context.requested(NOTICE_TYPE, context.oneOf(ChatNoticePayloads.NAMES));
    var shared = type.startsWith(SHARED_PREFIX);
    var plain = shared ? type.substring(SHARED_PREFIX.length()) : type;
    var chatter = chatter(plain, context);
    var details = ChatNoticePayloads.details(plain, context);
    if (plain.equals("raid")) {
      details.mergeIn(raider(chatter));
    }
    if (context.overrides().getValue(type) instanceof JsonObject customFields) {
      details.mergeIn(customFields, true);
    }
    var event =
        context
            .broadcaster()
            .mergeIn(chatter)
            .put("color", context.oneOf(COLORS))
            .put("badges", badges())
            .put(
                "system_message",
                ChatNoticePayloads.systemMessage(plain, name(chatter), details, context))
            .put("message_id", context.id())
            .put("message", message(plain, context))
            .put(NOTICE_TYPE, type);
    ChatNoticePayloads.NAMES.forEach(event::putNull);
    ChatNoticePayloads.SHARED_NAMES.forEach(notice -> event.putNull(SHARED_PREFIX + notice));
    event.put(type, details);
    return event.mergeIn(source(shared, context));
  }

  /**
   * Returns the chatter: the streamer for announcements and unraids, another streamer for raids.
   */
  private static JsonObject chatter(String type, PayloadContext context) {
    var user =
        switch (type) {
          case "announcement", "unraid" -> context.streamer().user();
          case "raid" -> context.other();
          default -> context.actor();
        };
    var chatter = user.as("chatter_user").put("chatter_is_anonymous", false);
    chatter.fieldNames().stream()
        .filter(context.overrides()::containsKey)
        .toList()
        .forEach(field -> chatter.put(field, context.overrides().getValue(field)));
    return chatter;
  }

  /** Returns the fields of a raid that name the raid's leader. */
  private static JsonObject raider(JsonObject chatter) {
    return new JsonObject()
        .put("user_id", chatter.getValue("chatter_user_id"))
        .put("user_login", chatter.getValue("chatter_user_login"))
        .put("user_name", chatter.getValue("chatter_user_name"));
  }

  private static String name(JsonObject chatter) {
    var anonymous =
        Boolean.TRUE.equals(chatter.getValue("chatter_is_anonymous"))
            || !(chatter.getValue("chatter_user_name") instanceof String);
    return anonymous ? "An anonymous user" : chatter.getString("chatter_user_name");
  }

  private static JsonArray badges() {
    return new JsonArray()
        .add(new JsonObject().put("set_id", "subscriber").put("id", "12").put("info", "16"));
  }

  private static JsonObject message(String type, PayloadContext context) {
    var text =
        switch (type) {
          case "announcement" -> "Next stream: Thursday, same time, more tea.";
          case "resub" -> "Love the stream!";
          case "watch_streak" -> "hello everybody, still here";
          case "modiversary" -> "I'm celebrating my Mod Anniversary!";
          default -> "";
        };
    return ChatMessages.text(text);
  }

  /** Returns the source fields, which are null unless several streamers share a chat. */
  private static JsonObject source(boolean shared, PayloadContext context) {
    var source = new JsonObject();
    if (shared) {
      return source
          .mergeIn(context.other().as("source_broadcaster_user"))
          .put("source_message_id", context.id())
          .put("source_badges", badges());
    }
    List.of(
            "source_broadcaster_user_id",
            "source_broadcaster_user_login",
            "source_broadcaster_user_name",
            "source_message_id",
            "source_badges")
        .forEach(source::putNull);
    return source;
  }
}
