package dev.streamviewer.webhook.fact;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Readers of what moderators do. */
final class ModerationFacts {
  private static final String MODERATOR = "moderator_user";

  static final Map<String, FactReader> BY_TYPE =
      Map.ofEntries(
          Map.entry("channel.ban", ModerationFacts::ban),
          Map.entry("channel.unban", (fields, streamer) -> moderated("unban", fields)),
          Map.entry("channel.moderate", ModerationFacts::moderate),
          Map.entry("channel.shield_mode.begin", byModerator("shield.begin")),
          Map.entry("channel.shield_mode.end", byModerator("shield.end")),
          Map.entry("channel.unban_request.create", ModerationFacts::unbanRequest),
          Map.entry("channel.unban_request.resolve", ModerationFacts::unbanRequestEnd),
          Map.entry("channel.warning.send", ModerationFacts::warning),
          Map.entry(
              "channel.warning.acknowledge",
              (fields, streamer) ->
                  FactBuilder.of("warning.acknowledge").actor(fields.person("user"))),
          Map.entry("channel.suspicious_user.message", ModerationFacts::suspiciousMessage),
          Map.entry(
              "channel.suspicious_user.update",
              (fields, streamer) ->
                  moderated("suspicious.update", fields).kind(fields.code("low_trust_status"))),
          Map.entry("channel.chat_settings.update", byModerator("chat.settings")));

  private ModerationFacts() {}

  /** A ban with an end is a timeout, and so is one that Twitch does not call permanent. */
  private static FactBuilder ban(BodyFields fields, String streamer) {
    var end = fields.time("ends_at");
    var isTimeout = end.isPresent() || fields.flag("is_permanent").map(it -> !it).orElse(false);
    return moderated(isTimeout ? "timeout" : "ban", fields)
        .amount(seconds(fields.time("banned_at"), end), "seconds")
        .since(fields.time("banned_at"))
        .until(end)
        .reason(fields.text("reason"));
  }

  /** Rounds, because the fractions of the two times can differ. */
  private static Optional<Long> seconds(Optional<Instant> since, Optional<Instant> until) {
    return since
        .flatMap(begin -> until.map(end -> Duration.between(begin, end).toMillis()))
        .map(milliseconds -> Math.round(milliseconds / 1_000.0));
  }

  private static FactBuilder moderated(String action, BodyFields fields) {
    return FactBuilder.of(action).actor(fields.person(MODERATOR)).target(fields.person("user"));
  }

  private static FactReader byModerator(String action) {
    return (fields, streamer) -> FactBuilder.of(action).actor(fields.person(MODERATOR));
  }

  private static FactBuilder unbanRequest(BodyFields fields, String streamer) {
    return FactBuilder.of("unbanRequest.create")
        .actor(fields.person("user"))
        .quote(fields.text("text"))
        .object("unbanRequest", fields.id("id"));
  }

  private static FactBuilder unbanRequestEnd(BodyFields fields, String streamer) {
    return moderated("unbanRequest.resolve", fields)
        .result(
            fields
                .code("status")
                .map(status -> "canceled".equals(status) ? "cancelled" : status)
                .filter(List.of("approved", "denied", "cancelled")::contains))
        .quote(fields.text("resolution_text"))
        .object("unbanRequest", fields.id("id"));
  }

  private static FactBuilder warning(BodyFields fields, String streamer) {
    return moderated("warning.send", fields).reason(fields.text("reason"));
  }

  private static FactBuilder suspiciousMessage(BodyFields fields, String streamer) {
    var message = fields.inside("message");
    return FactBuilder.of("suspicious.message")
        .actor(fields.person("user"))
        .quote(fields.words("message"))
        .ref("message", message.id("message_id"));
  }

  /**
   * Reads the type that covers all actions of moderators; each action has an object of its name.
   */
  private static FactBuilder moderate(BodyFields fields, String streamer) {
    var action = fields.code("action").orElse("");
    var detail = fields.inside(action);
    return FactBuilder.of(moderation(action))
        .actor(fields.person(MODERATOR))
        .target(detail.person("user"))
        .amount(seconds(fields.time("banned_at"), detail.time("expires_at")), "seconds")
        .until(detail.time("expires_at"))
        .reason(detail.text("reason"));
  }

  private static String moderation(String action) {
    return switch (action) {
      case "ban" -> "ban";
      case "timeout" -> "timeout";
      case "unban", "untimeout" -> "unban";
      case "mod" -> "moderator.add";
      case "unmod" -> "moderator.remove";
      case "vip" -> "vip.add";
      case "unvip" -> "vip.remove";
      case "warn" -> "warning.send";
      case "raid" -> "raid.out";
      case "unraid" -> "unraid";
      case "emoteonly", "emoteonlyoff", "followers", "followersoff", "slow", "slowoff" ->
          "chat.settings";
      case "subscribers", "subscribersoff", "uniquechat", "uniquechatoff" -> "chat.settings";
      default -> FactReaders.OTHER;
    };
  }
}
