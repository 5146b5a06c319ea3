package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Chat messages as events contain them: the text, and the text in fragments. */
final class ChatMessages {
  private ChatMessages() {}

  /** Returns a message of a single text fragment, or without fragments for an empty text. */
  static JsonObject text(String text) {
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
}
