package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.contract.event.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The natural key of an event. Twitch has been seen to send one event under two message ids; two
 * messages about the same stream, poll or redemption in the same state are one event.
 */
public final class EventKey {
  private static final List<String> ID = List.of("id");
  private static final List<String> ID_AND_STATUS = List.of("id", "status");

  /** The fields that identify an event of a type. Progress events have no identity. */
  private static final Map<String, List<String>> FIELDS =
      Map.ofEntries(
          Map.entry("stream.online", ID),
          Map.entry("channel.chat.notification", List.of("message_id")),
          Map.entry("channel.follow", List.of("user_id", "followed_at")),
          Map.entry("channel.hype_train.begin", ID),
          Map.entry("channel.hype_train.end", ID),
          Map.entry("channel.poll.begin", ID),
          Map.entry("channel.poll.end", ID_AND_STATUS),
          Map.entry("channel.prediction.begin", ID),
          Map.entry("channel.prediction.lock", ID),
          Map.entry("channel.prediction.end", ID_AND_STATUS),
          Map.entry("channel.goal.begin", ID),
          Map.entry("channel.goal.end", ID),
          Map.entry("channel.ad_break.begin", List.of("started_at")),
          Map.entry("channel.channel_points_custom_reward_redemption.add", ID_AND_STATUS),
          Map.entry("channel.channel_points_custom_reward_redemption.update", ID_AND_STATUS));

  private EventKey() {}

  /** The key of an event; empty if the type has none, or a field is missing. */
  public static Optional<String> of(StreamEvent event) {
    return raider(event)
        .map(raider -> key("raid", event, List.of(raider)))
        .or(() -> byFields(event));
  }

  private static Optional<String> byFields(StreamEvent event) {
    var fields = FIELDS.get(event.type());
    if (fields == null || fields.stream().anyMatch(field -> value(event, field).isEmpty())) {
      return Optional.empty();
    }
    var values = fields.stream().map(field -> value(event, field)).toList();
    return Optional.of(key(event.type(), event, values));
  }

  /**
   * The raider of a raid, which Twitch reports as an event and in chat. No channel raids another
   * twice within the lifetime of a mark.
   */
  private static Optional<String> raider(StreamEvent event) {
    var field =
        switch (event.type()) {
          case "channel.raid" -> "from_broadcaster_user_id";
          case "channel.chat.notification" ->
              "raid".equals(event.details().getValue("notice_type")) ? "chatter_user_id" : "";
          default -> "";
        };
    return Optional.of(value(event, field))
        .filter(raider -> !raider.isEmpty() && !raider.equals(event.streamer().id()));
  }

  private static String key(String kind, StreamEvent event, List<String> parts) {
    return kind + "/" + event.streamer().id() + "/" + String.join("/", parts);
  }

  private static String value(StreamEvent event, String field) {
    var value = event.details().getValue(field);
    return value == null ? "" : value.toString();
  }
}
