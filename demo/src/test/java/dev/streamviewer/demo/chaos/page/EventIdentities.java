package dev.streamviewer.demo.chaos.page;

import io.vertx.core.json.JsonObject;

/** Identity of an event, independent of the message id. */
public final class EventIdentities {
  private EventIdentities() {}

  /** Returns the identity that the load set: the title of an update, or the id of a stream. */
  public static String of(JsonObject event) {
    var details = event.getJsonObject("details");
    return "channel.update".equals(event.getString("type"))
        ? details.getString("title", "none")
        : details.getJsonObject("object", new JsonObject()).getString("id", "none");
  }
}
