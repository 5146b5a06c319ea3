package dev.streamviewer.webhook.fact;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The readers of all types of events. */
public final class FactReaders {
  /** The action of an event whose type has no reader. */
  static final String OTHER = "other";

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
        .read(new Fields(event), streamerId)
        .via(type.startsWith(CHAT) ? "chat" : "eventsub")
        .toJson();
  }

  /** Returns the normalised event of a WebSub hub's notification. */
  public static JsonObject readWebSub(String type, String streamerId, JsonObject stream) {
    return BY_TYPE.get(type).read(new Fields(stream), streamerId).via("websub").toJson();
  }

  /** Types that Twitch adds later: readers learn who did it and what the person wrote. */
  private static Fact other(Fields fields, String streamer) {
    return Fact.of(OTHER)
        .actor(fields.person("user").or(() -> fields.person("chatter_user")))
        .quote(fields.inside("message").text("text").or(() -> fields.text("user_input")));
  }

  private static Fact revoked(Fields fields, String streamer) {
    return Fact.of("revoked").type(fields.code("type")).reason(fields.code("reason"));
  }
}
