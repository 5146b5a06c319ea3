package dev.streamviewer.webhook.fact;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Readers of events of the stream itself: on and off, title, raids, ads, shared chats. */
final class StreamFacts {
  private static final int MOST_LABELS = 20;

  static final Map<String, FactReader> BY_TYPE =
      Map.of(
          "stream.online",
          StreamFacts::online,
          "stream.offline",
          (fields, streamer) -> Fact.of("stream.offline"),
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

  private static Fact online(Fields fields, String streamer) {
    return Fact.of("stream.online")
        .kind(fields.code("type"))
        .title(fields.text("title"))
        .since(fields.time("started_at"))
        .object("stream", fields.id("id"))
        .ref("stream", fields.id("id"));
  }

  private static Fact changed(Fields fields, String streamer) {
    return Fact.of("channel.changed")
        .title(fields.text("title"))
        .category(fields.text("category_name"))
        .language(fields.code("language"))
        .labels(labels(fields));
  }

  private static List<String> labels(Fields fields) {
    return fields.json().getValue("content_classification_labels") instanceof JsonArray labels
        ? labels.stream()
            .filter(String.class::isInstance)
            .map(label -> CleanText.of((String) label))
            .filter(label -> !label.isEmpty())
            .sorted()
            .limit(MOST_LABELS)
            .toList()
        : List.of();
  }

  /** Twitch uses one type for both directions; the ids tell them apart. */
  private static Fact raid(Fields fields, String streamer) {
    var from = fields.id("from_broadcaster_user_id");
    var raid =
        from.filter(streamer::equals).isPresent()
            ? Fact.of("raid.out").target(fields.person("to_broadcaster_user"))
            : Fact.of("raid.in").actor(fields.person("from_broadcaster_user"));
    return raid.amount(fields.number("viewers"), "viewers");
  }

  private static Fact adBreak(Fields fields, String streamer) {
    return Fact.of("ad.begin")
        .actor(fields.person("requester_user"))
        .amount(fields.number("duration_seconds"), "seconds")
        .automatic(fields.flag("is_automatic"))
        .since(fields.time("started_at"));
  }

  private static FactReader sharedChat(String action) {
    return (fields, streamer) ->
        Fact.of(action)
            .target(fields.person("host_broadcaster_user"))
            .with(otherChannels(fields, "participants", streamer))
            .object("sharedChat", fields.id("session_id"));
  }

  /** Returns the channels of a list, without the streamer's own. */
  static Stream<Person> otherChannels(Fields fields, String list, String streamer) {
    return fields.list(list).stream()
        .map(channel -> channel.person("broadcaster_user"))
        .flatMap(Optional::stream)
        .filter(channel -> !channel.hasId(streamer));
  }
}
