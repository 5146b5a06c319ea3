package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Map;

/** Headlines of changes to the stream. */
final class StreamHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry("stream.online", StreamHeadlines::online),
          Map.entry("stream.offline", (streamer, fields) -> streamer + " went offline"),
          Map.entry("channel.update", StreamHeadlines::update),
          Map.entry("channel.raid", StreamHeadlines::raid),
          Map.entry("channel.ad_break.begin", StreamHeadlines::adBreak),
          Map.entry(
              "channel.shared_chat.begin",
              (streamer, fields) ->
                  "Chat is shared with " + fields.person("host_broadcaster_user") + "’s channel"),
          Map.entry("channel.shared_chat.update", (streamer, fields) -> "The shared chat changed"),
          Map.entry("channel.shared_chat.end", (streamer, fields) -> "The shared chat ended"));

  private StreamHeadlines() {}

  private static String online(String streamer, EventFields fields) {
    return streamer
        + switch (fields.text("type")) {
          case "rerun" -> " started a rerun";
          case "premiere" -> " started a premiere";
          case "watch_party" -> " started a watch party";
          case "playlist" -> " started a playlist";
          default -> " went live";
        };
  }

  private static String update(String streamer, EventFields fields) {
    var category = fields.text("category_name");
    return (category.isEmpty() ? "New title" : "Now in " + category) + quoted(fields.text("title"));
  }

  /**
   * Handles both directions of a raid, which share a type: the raider's name tells the direction.
   */
  private static String raid(String streamer, EventFields fields) {
    var from = fields.person("from_broadcaster_user");
    return from.equalsIgnoreCase(streamer)
        ? "Raids %s with %s"
            .formatted(fields.person("to_broadcaster_user"), fields.count("viewers", "viewer"))
        : "Raided by %s with %s".formatted(from, fields.count("viewers", "viewer"));
  }

  private static String adBreak(String streamer, EventFields fields) {
    return "An ad break of %s began%s"
        .formatted(
            fields.count("duration_seconds", "second"),
            fields.flag("is_automatic") ? ", as scheduled" : "");
  }
}
