package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Map;

/** Headlines of shoutouts, of people's roles, and of what Twitch itself has to say. */
final class CommunityHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry(
              "channel.shoutout.create",
              (streamer, facts) -> "Shouted out " + facts.person("to_broadcaster_user")),
          Map.entry(
              "channel.shoutout.receive",
              (streamer, facts) ->
                  "Shouted out by %s before %s"
                      .formatted(
                          facts.person("from_broadcaster_user"),
                          facts.count("viewer_count", "viewer"))),
          Map.entry("channel.ban", CommunityHeadlines::ban),
          Map.entry(
              "channel.unban", (streamer, facts) -> facts.person("user") + " is no longer banned"),
          Map.entry("channel.moderator.add", becomes("a moderator")),
          Map.entry("channel.moderator.remove", becomesNoLonger("a moderator")),
          Map.entry("channel.vip.add", becomes("a VIP")),
          Map.entry("channel.vip.remove", becomesNoLonger("a VIP")),
          Map.entry(
              "drop.entitlement.grant",
              (streamer, facts) ->
                  "%s earned a drop in %s"
                      .formatted(facts.person("user"), facts.text("category_name", "a game"))),
          Map.entry(
              "user.authorization.grant",
              (streamer, facts) -> facts.person("user") + " connected this app"),
          Map.entry(
              "user.authorization.revoke",
              (streamer, facts) -> facts.person("user") + " disconnected this app"),
          Map.entry(StreamEvent.REVOCATION, CommunityHeadlines::revocation));

  private CommunityHeadlines() {}

  private static Headline becomes(String role) {
    return (streamer, facts) -> "%s is %s now".formatted(facts.person("user"), role);
  }

  private static Headline becomesNoLonger(String role) {
    return (streamer, facts) -> "%s is no longer %s".formatted(facts.person("user"), role);
  }

  private static String ban(String streamer, EventFields facts) {
    return facts.person("user")
        + (facts.flag("is_permanent") ? " was banned" : " was timed out")
        + quoted(facts.text("reason"));
  }

  /** Reasons as Twitch documents them; the list is open. */
  private static String revocation(String streamer, EventFields facts) {
    return "Twitch no longer tells us of “%s” events: %s"
        .formatted(
            facts.text("type", "some"),
            switch (facts.text("reason")) {
              case "authorization_revoked" -> "the permission was withdrawn";
              case "moderator_removed" -> "who permitted it is no longer a moderator";
              case "user_removed" -> "the account no longer exists";
              case "notification_failures_exceeded" -> "too many could not be delivered to us";
              case "version_removed" -> "Twitch retired this kind of event";
              default -> facts.text("reason", "no reason was given").replace('_', ' ');
            });
  }
}
