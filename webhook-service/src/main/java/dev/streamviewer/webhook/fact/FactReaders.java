package dev.streamviewer.webhook.fact;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The readers of all types of events. */
public final class FactReaders {
  /** The action of an event whose type has no reader. */
  static final String OTHER = "other";

  /** The prefixes under which types name the person behind an event, the most telling first. */
  private static final List<String> ACTORS =
      List.of(
          "moderator_user",
          "user",
          "chatter_user",
          "from_user",
          "requester_user",
          "from_broadcaster_user");

  /** The prefixes under which types name the person whom an event is about. */
  private static final List<String> TARGETS =
      List.of("target_user", "guest_user", "to_broadcaster_user", "user");

  private static final String CHAT = "channel.chat.";

  private static final Map<String, FactReader> BY_TYPE =
      Stream.of(
              StreamFacts.BY_TYPE,
              SupportFacts.BY_TYPE,
              VoteFacts.BY_TYPE,
              ProgressFacts.BY_TYPE,
              RewardFacts.BY_TYPE,
              CommunityFacts.BY_TYPE,
              ModerationFacts.BY_TYPE,
              ChatFacts.BY_TYPE,
              Map.<String, FactReader>of(StreamEvent.REVOCATION, FactReaders::revoked))
          .flatMap(readers -> readers.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

  private FactReaders() {}

  /** Whether a type has a reader. */
  public static boolean knows(String type) {
    return BY_TYPE.containsKey(type);
  }

  /**
   * Returns the normalised event.
   *
   * @param streamerId the streamer of the event, as the subscription tells
   */
  public static JsonObject read(String type, String streamerId, JsonObject event) {
    return BY_TYPE
        .getOrDefault(type, FactReaders::other)
        .read(new BodyFields(event), streamerId)
        .via(type.startsWith(CHAT) ? "chat" : "eventsub")
        .toJson();
  }

  /** Returns the normalised event of a WebSub hub's notification. */
  public static JsonObject readWebSub(String type, String streamerId, JsonObject stream) {
    return BY_TYPE.get(type).read(new BodyFields(stream), streamerId).via("websub").toJson();
  }

  /** Types without a reader: people learn who did it to whom, and what was written. */
  private static FactBuilder other(BodyFields fields, String streamer) {
    var actor = first(ACTORS, fields);
    return FactBuilder.of(OTHER)
        .actor(actor)
        .target(first(TARGETS, fields).filter(person -> !actor.equals(Optional.of(person))))
        .quote(
            Stream.of(
                    fields.words("message"),
                    fields.words("whisper"),
                    fields.text("user_input"),
                    fields.text("text"))
                .flatMap(Optional::stream)
                .findFirst());
  }

  private static Optional<EventPerson> first(List<String> prefixes, BodyFields fields) {
    return prefixes.stream().map(fields::person).flatMap(Optional::stream).findFirst();
  }

  private static FactBuilder revoked(BodyFields fields, String streamer) {
    return FactBuilder.of("revoked").type(fields.code("type")).reason(fields.code("reason"));
  }
}
