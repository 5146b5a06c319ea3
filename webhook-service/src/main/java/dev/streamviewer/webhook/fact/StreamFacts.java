package dev.streamviewer.webhook.fact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Readers of events of the stream itself: on and off, title, raids, ads, shared chats. */
final class StreamFacts {
  private static final int MAX_LABELS = 20;

  static final Map<String, FactReader> BY_TYPE =
      Map.of(
          "stream.online",
          StreamFacts::online,
          "stream.offline",
          (fields, streamer) -> FactBuilder.of("stream.offline"),
          "channel.update",
          StreamFacts::changed,
          "channel.raid",
          StreamFacts::raid,
          "channel.ad_break.begin",
          StreamFacts::adBreak,
          "channel.shared_chat.begin",
          sharedChat("sharedChat.begin"),
          "channel.shared_chat.update",
          sharedChat("sharedChat.update"),
          "channel.shared_chat.end",
          sharedChat("sharedChat.end"));

  private StreamFacts() {}

  private static FactBuilder online(BodyFields fields, String streamer) {
    return FactBuilder.of("stream.online")
        .kind(fields.code("type"))
        .title(fields.text("title"))
        .since(fields.time("started_at"))
        .object("stream", fields.id("id"))
        .ref("stream", fields.id("id"));
  }

  private static FactBuilder changed(BodyFields fields, String streamer) {
    return FactBuilder.of("channel.changed")
        .title(fields.text("title"))
        .category(fields.text("category_name"))
        .language(fields.code("language"))
        .labels(labels(fields));
  }

  private static List<String> labels(BodyFields fields) {
    return fields
        .codes("content_classification_labels")
        .distinct()
        .sorted()
        .limit(MAX_LABELS)
        .toList();
  }

  /** Twitch uses one type for both directions; the ids tell them apart. */
  private static FactBuilder raid(BodyFields fields, String streamer) {
    var from = fields.id("from_broadcaster_user_id");
    var other = fields.id("to_broadcaster_user_id").filter(to -> !to.equals(streamer));
    var raid =
        from.map(streamer::equals).orElse(other.isPresent())
            ? FactBuilder.of("raid.out").target(fields.person("to_broadcaster_user"))
            : FactBuilder.of("raid.in").actor(fields.person("from_broadcaster_user"));
    return raid.amount(fields.number("viewers"), "viewers");
  }

  /** Twitch names the broadcaster as the requester of an automatic ad break, too. */
  private static FactBuilder adBreak(BodyFields fields, String streamer) {
    var isRequested = fields.flag("is_automatic").filter(automatic -> !automatic).isPresent();
    return FactBuilder.of("ad.begin")
        .actor(isRequested ? fields.person("requester_user") : Optional.empty())
        .amount(fields.number("duration_seconds"), "seconds")
        .automatic(fields.flag("is_automatic"))
        .since(fields.time("started_at"));
  }

  private static FactReader sharedChat(String action) {
    return (fields, streamer) ->
        FactBuilder.of(action)
            .target(fields.person("host_broadcaster_user").filter(host -> !host.hasId(streamer)))
            .with(otherChannels(fields, "participants", streamer))
            .object("sharedChat", fields.id("session_id"));
  }

  /** Returns the channels of a list, without the streamer's own. */
  static Stream<EventPerson> otherChannels(BodyFields fields, String list, String streamer) {
    return fields.list(list).stream()
        .map(channel -> channel.person("broadcaster_user"))
        .flatMap(Optional::stream)
        .filter(channel -> !channel.hasId(streamer));
  }
}
