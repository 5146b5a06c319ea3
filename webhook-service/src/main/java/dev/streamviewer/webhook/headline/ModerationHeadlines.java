package dev.streamviewer.webhook.headline;

import static dev.streamviewer.webhook.headline.EventFields.quoted;

import dev.streamviewer.webhook.headline.Headlines.Headline;
import java.util.Map;

/** Headlines of events that moderators see: shield mode, requests, warnings, suspicious users. */
final class ModerationHeadlines {
  static final Map<String, Headline> BY_TYPE =
      Map.ofEntries(
          Map.entry(
              "channel.shield_mode.begin",
              (streamer, fields) -> fields.person("moderator_user") + " turned on shield mode"),
          Map.entry(
              "channel.shield_mode.end",
              (streamer, fields) -> fields.person("moderator_user") + " turned off shield mode"),
          Map.entry(
              "channel.unban_request.create",
              (streamer, fields) ->
                  fields.person("user") + " asks to be unbanned" + quoted(fields.text("text"))),
          Map.entry("channel.unban_request.resolve", ModerationHeadlines::unbanDecision),
          Map.entry(
              "channel.warning.send",
              (streamer, fields) ->
                  "%s warned %s%s"
                      .formatted(
                          fields.person("moderator_user"),
                          fields.person("user"),
                          quoted(fields.text("reason")))),
          Map.entry(
              "channel.warning.acknowledge",
              (streamer, fields) -> fields.person("user") + " acknowledged a warning"),
          Map.entry(
              "channel.suspicious_user.message",
              (streamer, fields) ->
                  "%s, a suspicious user, wrote a message%s"
                      .formatted(
                          fields.person("user"), quoted(fields.inside("message").text("text")))),
          Map.entry("channel.suspicious_user.update", ModerationHeadlines::suspicion),
          Map.entry(
              "channel.chat_settings.update", (streamer, fields) -> "The chat settings changed"));

  private ModerationHeadlines() {}

  private static String unbanDecision(String streamer, EventFields fields) {
    var outcome =
        switch (fields.text("status")) {
          case "approved" -> " was accepted";
          case "denied" -> " was declined";
          case "canceled" -> " was withdrawn";
          default -> " was settled";
        };
    return fields.person("user")
        + "’s request to be unbanned"
        + outcome
        + quoted(fields.text("resolution_text"));
  }

  private static String suspicion(String streamer, EventFields fields) {
    return fields.person("user")
        + switch (fields.text("low_trust_status")) {
          case "active_monitoring" -> " is watched as a suspicious user";
          case "restricted" -> " may write only to moderators, as a suspicious user";
          case "none" -> " is no longer a suspicious user";
          default -> " was judged anew as a suspicious user";
        };
  }
}
