package dev.streamviewer.sandbox.chaos;

import io.vertx.core.json.JsonObject;

/** What makes an event the same as another, whatever the id of its message. */
final class EventIdentities {
  private EventIdentities() {}

  /** As the load made it: in the title of an update, or as the id of a stream. */
  static String of(JsonObject event) {
    var details = event.getJsonObject("details");
    return details.getString(
        "channel.update".equals(event.getString("type")) ? "title" : "id", "none");
  }
}
