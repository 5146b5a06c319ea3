package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Map;

/** Headlines of shoutouts, roles and Twitch's own messages. */
final class CommunityHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry(
              "channel.shoutout.create",
              (streamer, fields) -> "Shouted out " + fields.person("to_broadcaster_user")),
          Map.entry(
              "channel.shoutout.receive",
              (streamer, fields) ->
                  "Shouted out by %s before %s"
                      .formatted(
                          fields.person("from_broadcaster_user"),
                          fields.count("viewer_count", "viewer"))),
          Map.entry("channel.ban", CommunityHeadlines::ban),
          Map.entry(
              "channel.unban",
              (streamer, fields) -> fields.person("user") + " is no longer banned"),
          Map.entry("channel.moderator.add", becomes("a moderator")),
          Map.entry("channel.moderator.remove", becomesNoLonger("a moderator")),
          Map.entry("channel.vip.add", becomes("a VIP")),
          Map.entry("channel.vip.remove", becomesNoLonger("a VIP")),
          Map.entry(
              "drop.entitlement.grant",
              (streamer, fields) ->
                  "%s earned a drop in %s"
                      .formatted(fields.person("user"), fields.text("category_name", "a game"))),
          Map.entry(
              "user.authorization.grant",
              (streamer, fields) -> fields.person("user") + " connected this app"),
          Map.entry(
              "user.authorization.revoke",
              (streamer, fields) -> fields.person("user") + " disconnected this app"),
          Map.entry(StreamEvent.REVOCATION, CommunityHeadlines::revocation));

  private CommunityHeadlines() {}

  private static Headline becomes(String role) {
    return (streamer, fields) -> "%s is %s now".formatted(fields.person("user"), role);
  }

  private static Headline becomesNoLonger(String role) {
    return (streamer, fields) -> "%s is no longer %s".formatted(fields.person("user"), role);
  }

  private static String ban(String streamer, EventFields fields) {
    return fields.person("user")
        + (fields.flag("is_permanent") ? " was banned" : " was timed out")
        + quoted(fields.text("reason"));
  }

  /** Names the reasons that Twitch documents; the list is open. */
  private static String revocation(String streamer, EventFields fields) {
    return "Twitch no longer tells us of “%s” events: %s"
        .formatted(
            fields.text("type", "some"),
            switch (fields.text("reason")) {
              case "authorization_revoked" -> "the permission was withdrawn";
              case "moderator_removed" -> "who permitted it is no longer a moderator";
              case "user_removed" -> "the account no longer exists";
              case "notification_failures_exceeded" -> "too many could not be delivered to us";
              case "version_removed" -> "Twitch retired this kind of event";
              default -> fields.text("reason", "no reason was given").replace('_', ' ');
            });
  }
}
