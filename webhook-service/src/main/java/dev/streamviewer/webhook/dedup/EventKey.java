package dev.streamviewer.webhook.dedup;

import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The natural keys of an event. Twitch has been seen to send one event under two message ids; two
 * messages about the same stream, poll or redemption in the same state are one event. Twitch's own
 * ids decide where there are any. A raid has none: its content and the seconds decide.
 */
public final class EventKey {
  private static final List<String> ID = List.of("id");
  private static final List<String> ID_AND_STATUS = List.of("id", "status");
  private static final String CHAT = "channel.chat.notification";
  private static final String SOURCE = "source_message_id";

  /** The fields that identify an event of a type. Progress events have no identity. */
  private static final Map<String, List<String>> FIELDS =
      Map.ofEntries(
          Map.entry("stream.online", ID),
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
          Map.entry("channel.charity_campaign.start", ID),
          Map.entry("channel.charity_campaign.stop", ID),
          Map.entry("channel.charity_campaign.donate", ID),
          Map.entry("channel.ad_break.begin", List.of("started_at")),
          Map.entry("channel.ban", List.of("user_id", "banned_at")),
          Map.entry("channel.unban_request.create", ID),
          Map.entry("channel.unban_request.resolve", ID_AND_STATUS),
          Map.entry("channel.shield_mode.begin", List.of("started_at")),
          Map.entry("channel.shield_mode.end", List.of("ended_at")),
          Map.entry("channel.shoutout.create", List.of("to_broadcaster_user_id", "started_at")),
          Map.entry("channel.shoutout.receive", List.of("from_broadcaster_user_id", "started_at")),
          Map.entry("channel.shared_chat.begin", List.of("session_id")),
          Map.entry("channel.shared_chat.end", List.of("session_id")),
          Map.entry("channel.custom_power_up_redemption.add", ID_AND_STATUS),
          Map.entry("channel.channel_points_automatic_reward_redemption.add", ID),
          Map.entry("channel.channel_points_custom_reward_redemption.add", ID_AND_STATUS),
          Map.entry("channel.channel_points_custom_reward_redemption.update", ID_AND_STATUS),
          Map.entry("drop.entitlement.grant", List.of("entitlement_id")));

  /**
   * Twice the greatest distance of an event and its copy. Events that are further apart than this
   * are different events, even with the same content.
   */
  private static final Duration SLOT = Duration.ofMinutes(1);

  private EventKey() {}

  /**
   * The keys of an event; empty if the type has none, or a field is missing. An event is a copy if
   * any of its keys was delivered.
   *
   * @param json the event as Twitch sent it
   */
  public static List<MarkKey> of(StreamEvent event, JsonObject json) {
    return raid(event, json)
        .map(content -> inSlots(key("raid", event, content), event.at()))
        .orElseGet(() -> byFields(event, json));
  }

  /**
   * Adds two slots of time, half a slot apart: times within half a slot share one of them, while
   * times more than a slot apart share none.
   */
  private static List<MarkKey> inSlots(String key, Instant at) {
    var slot = SLOT.toMillis();
    return List.of(
        MarkKey.of(key + "/" + Math.floorDiv(at.toEpochMilli(), slot)),
        MarkKey.of(key + "/+" + Math.floorDiv(at.toEpochMilli() + slot / 2, slot)));
  }

  private static List<MarkKey> byFields(StreamEvent event, JsonObject json) {
    var fields = CHAT.equals(event.type()) ? chatFields(json) : FIELDS.get(event.type());
    if (fields == null) {
      return List.of();
    }
    var values = new ArrayList<String>(fields.size());
    for (var field : fields) {
      var value = value(json, field);
      if (value.isEmpty()) {
        return List.of();
      }
      values.add(value);
    }
    return List.of(MarkKey.of(key(event.type(), event, values)));
  }

  /** A line of another channel in a shared chat has an id in each channel; the first one counts. */
  private static List<String> chatFields(JsonObject json) {
    return List.of(value(json, SOURCE).isEmpty() ? "message_id" : SOURCE);
  }

  /** The raider and the viewers of a raid, which Twitch reports as an event and in chat. */
  private static Optional<List<String>> raid(StreamEvent event, JsonObject json) {
    var content =
        switch (event.type()) {
          case "channel.raid" ->
              List.of(value(json, "from_broadcaster_user_id"), value(json, "viewers"));
          case CHAT -> raidInChat(json);
          default -> List.of("");
        };
    var raider = content.get(0);
    return raider.isEmpty() || raider.equals(event.streamer().id())
        ? Optional.empty()
        : Optional.of(content);
  }

  private static List<String> raidInChat(JsonObject notice) {
    return "raid".equals(notice.getValue("notice_type"))
        ? List.of(
            value(notice, "chatter_user_id"),
            notice.getValue("raid") instanceof JsonObject raid ? value(raid, "viewer_count") : "")
        : List.of("");
  }

  /**
   * A streamer with two logins gets an event twice, once on each channel. So do the broadcaster and
   * each moderator, who all have subscriptions and a channel of their own.
   */
  private static String key(String kind, StreamEvent event, List<String> parts) {
    var streamer = event.streamer();
    var receiver =
        event.moderator() == null ? streamer.login() : streamer.login() + "-" + event.moderator();
    return String.join("/", kind, streamer.id(), receiver, String.join("/", parts));
  }

  private static String value(JsonObject json, String field) {
    var value = json.getValue(field);
    return value == null ? "" : value.toString();
  }
}
