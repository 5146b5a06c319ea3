package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.StreamEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The identity that some events have of their own. Twitch has been seen to send one event under two
 * message ids; two messages about the same stream, poll or redemption in the same state are one
 * event.
 */
final class EventIdentity {
  private static final List<String> ID = List.of("id");
  private static final List<String> ID_AND_STATUS = List.of("id", "status");

  /** The fields that make an event of a type the same as another. Progress has no identity. */
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
          Map.entry("channel.ad_break.begin", List.of("started_at")),
          Map.entry("channel.channel_points_custom_reward_redemption.add", ID_AND_STATUS),
          Map.entry("channel.channel_points_custom_reward_redemption.update", ID_AND_STATUS));

  private EventIdentity() {}

  /** The identity of an event; empty if its type has none, or a part of it is missing. */
  static Optional<String> of(StreamEvent event) {
    var fields = FIELDS.get(event.type());
    if (fields == null || fields.stream().anyMatch(it -> event.details().getValue(it) == null)) {
      return Optional.empty();
    }
    return Optional.of(
        fields.stream()
            .map(field -> event.details().getValue(field).toString())
            .collect(
                Collectors.joining("/", event.type() + "/" + event.streamer().id() + "/", "")));
  }
}
