package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * {@code channel.chat.notification}: what chat shows of support and raids. The fields of the notice
 * stand under its own name, and Twitch sends null under all the others.
 */
final class ChatPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.of("channel.chat.notification", ChatPayloads::notification);

  private static final String SHARED = "shared_chat_";
  private static final List<String> COLORS = List.of("#0D4200", "#8A2BE2", "#FF7F50", "");
  private static final String BY_CHOICE = "notice_type";

  private ChatPayloads() {}

  private static JsonObject notification(PayloadContext scene) {
    var type =
        scene.wanted().getValue(BY_CHOICE) instanceof String asked
            ? asked
            : scene.oneOf(ChatNoticePayloads.NAMES);
    var shared = type.startsWith(SHARED);
    var plain = shared ? type.substring(SHARED.length()) : type;
    var chatter = chatter(plain, scene);
    var details = ChatNoticePayloads.details(plain, scene);
    if (plain.equals("raid")) {
      details.mergeIn(raider(chatter));
    }
    if (scene.wanted().getValue(type) instanceof JsonObject given) {
      details.mergeIn(given, true);
    }
    var event =
        scene
            .broadcaster()
            .mergeIn(chatter)
            .put("color", scene.oneOf(COLORS))
            .put("badges", badges())
            .put("system_message", ChatNoticePayloads.words(plain, name(chatter), details, scene))
            .put("message_id", scene.id())
            .put("message", message(plain, scene))
            .put(BY_CHOICE, type);
    ChatNoticePayloads.NAMES.forEach(event::putNull);
    ChatNoticePayloads.SHARED_NAMES.forEach(notice -> event.putNull(SHARED + notice));
    event.put(type, details);
    return event.mergeIn(source(shared, scene));
  }

  /** Announcements and unraids come from the streamer, raids from another one. */
  private static JsonObject chatter(String type, PayloadContext scene) {
    var user =
        switch (type) {
          case "announcement", "unraid" -> scene.streamer().user();
          case "raid" -> scene.other();
          default -> scene.someone();
        };
    var chatter = user.as("chatter_user").put("chatter_is_anonymous", false);
    chatter.fieldNames().stream()
        .filter(scene.wanted()::containsKey)
        .toList()
        .forEach(field -> chatter.put(field, scene.wanted().getValue(field)));
    return chatter;
  }

  /** A raid speaks in chat with the name of who leads it. */
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

  private static JsonObject message(String type, PayloadContext scene) {
    var text =
        switch (type) {
          case "announcement" -> "Next stream: Thursday, same time, more tea.";
          case "resub" -> "Love the stream!";
          default -> "";
        };
    var fragment =
        new JsonObject()
            .put("type", "text")
            .put("text", text)
            .putNull("cheermote")
            .putNull("emote")
            .putNull("mention");
    return new JsonObject()
        .put("text", text)
        .put("fragments", text.isEmpty() ? new JsonArray() : PayloadContext.array(fragment));
  }

  /** Who is named when several streamers share one chat. */
  private static JsonObject source(boolean shared, PayloadContext scene) {
    var source = new JsonObject();
    if (shared) {
      return source
          .mergeIn(scene.other().as("source_broadcaster_user"))
          .put("source_message_id", scene.id())
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
