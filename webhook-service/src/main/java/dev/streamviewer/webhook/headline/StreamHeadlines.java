package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Map;

/** Headlines of what happens to the stream itself. */
final class StreamHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry("stream.online", StreamHeadlines::online),
          Map.entry("stream.offline", (streamer, facts) -> streamer + " went offline"),
          Map.entry("channel.update", StreamHeadlines::update),
          Map.entry("channel.raid", StreamHeadlines::raid),
          Map.entry("channel.ad_break.begin", StreamHeadlines::adBreak),
          Map.entry(
              "channel.shared_chat.begin",
              (streamer, facts) ->
                  "Chat is shared with " + facts.person("host_broadcaster_user") + "’s channel"),
          Map.entry("channel.shared_chat.update", (streamer, facts) -> "The shared chat changed"),
          Map.entry("channel.shared_chat.end", (streamer, facts) -> "The shared chat ended"));

  private StreamHeadlines() {}

  private static String online(String streamer, EventFields facts) {
    return streamer
        + switch (facts.text("type")) {
          case "rerun" -> " started a rerun";
          case "premiere" -> " started a premiere";
          case "watch_party" -> " started a watch party";
          case "playlist" -> " started a playlist";
          default -> " went live";
        };
  }

  private static String update(String streamer, EventFields facts) {
    var category = facts.text("category_name");
    return (category.isEmpty() ? "New title" : "Now in " + category) + quoted(facts.text("title"));
  }

  /** One type for both directions: who is raided tells them apart. */
  private static String raid(String streamer, EventFields facts) {
    var from = facts.person("from_broadcaster_user");
    return from.equalsIgnoreCase(streamer)
        ? "Raids %s with %s"
            .formatted(facts.person("to_broadcaster_user"), facts.count("viewers", "viewer"))
        : "Raided by %s with %s".formatted(from, facts.count("viewers", "viewer"));
  }

  private static String adBreak(String streamer, EventFields facts) {
    return "An ad break of %s began%s"
        .formatted(
            facts.count("duration_seconds", "second"),
            facts.flag("is_automatic") ? ", as scheduled" : "");
  }
}
