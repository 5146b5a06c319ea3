package dev.streamviewer.sandbox.twitch.payload;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.function.Function;

/** Payloads of events that moderators see: bans, requests, warnings, AutoMod, chat settings. */
final class ModerationPayloads {
  static final Map<String, Function<PayloadContext, JsonObject>> TEMPLATES =
      Map.ofEntries(
          Map.entry("channel.ban", ModerationPayloads::ban),
          Map.entry("channel.unban", ModerationPayloads::moderated),
          Map.entry("channel.shield_mode.begin", ModerationPayloads::shieldMode),
          Map.entry("channel.shield_mode.end", ModerationPayloads::shieldMode),
          Map.entry("channel.unban_request.create", ModerationPayloads::unbanRequest),
          Map.entry("channel.unban_request.resolve", ModerationPayloads::unbanDecision),
          Map.entry("channel.warning.send", ModerationPayloads::warning),
          Map.entry("channel.warning.acknowledge", PayloadContext::userOnChannel),
          Map.entry("channel.suspicious_user.message", ModerationPayloads::suspiciousMessage),
          Map.entry("channel.suspicious_user.update", ModerationPayloads::suspiciousUpdate),
          Map.entry("channel.moderate", ModerationPayloads::action),
          Map.entry("channel.chat_settings.update", ModerationPayloads::chatSettings),
          Map.entry("automod.message.hold", ModerationPayloads::heldByAutoMod),
          Map.entry("automod.message.update", ModerationPayloads::decidedByModerator),
          Map.entry("automod.settings.update", ModerationPayloads::autoModSettings),
          Map.entry("automod.terms.update", ModerationPayloads::autoModTerms));

  /** The objects of {@code channel.moderate}, one for each action; the others are null. */
  private static final String[] ACTIONS = {
    "followers",
    "slow",
    "vip",
    "unvip",
    "mod",
    "unmod",
    "ban",
    "unban",
    "timeout",
    "untimeout",
    "raid",
    "unraid",
    "delete",
    "automod_terms",
    "unban_request",
    "warn",
    "shared_chat_ban",
    "shared_chat_unban",
    "shared_chat_timeout",
    "shared_chat_untimeout",
    "shared_chat_delete"
  };

  private static final String[] AUTOMOD_CATEGORIES = {
    "disability",
    "aggression",
    "sexuality_sex_or_gender",
    "misogyny",
    "bullying",
    "swearing",
    "race_ethnicity_or_religion",
    "sex_based_terms"
  };

  private static final String TEXT = "Is this allowed here?";

  private ModerationPayloads() {}

  private static JsonObject moderator(PayloadContext context) {
    return context.streamer().user().as("moderator_user");
  }

  /** Returns a moderator's action on a user, without further fields. */
  private static JsonObject moderated(PayloadContext context) {
    return context.userOnChannel().mergeIn(moderator(context));
  }

  private static JsonObject ban(PayloadContext context) {
    return moderated(context)
        .put("reason", "Spoilers")
        .put("banned_at", context.time())
        .put("ends_at", context.later(600))
        .put("is_permanent", false);
  }

  private static JsonObject shieldMode(PayloadContext context) {
    return context
        .broadcaster()
        .mergeIn(moderator(context))
        .put(context.isStage("begin") ? "started_at" : "ended_at", context.time());
  }

  private static JsonObject unbanRequest(PayloadContext context) {
    return new JsonObject()
        .put("id", context.episode().id())
        .mergeIn(context.userOnChannel())
        .put("text", "It was my cat on the keyboard.")
        .put("created_at", context.time());
  }

  private static JsonObject unbanDecision(PayloadContext context) {
    return new JsonObject()
        .put("id", context.episode().id())
        .mergeIn(moderated(context))
        .put("resolution_text", "Welcome back, both of you.")
        .put("status", "approved");
  }

  private static JsonObject warning(PayloadContext context) {
    return moderated(context)
        .put("reason", "Please stay kind")
        .put("chat_rules_cited", new JsonArray().add("No insults"));
  }

  private static JsonObject suspiciousMessage(PayloadContext context) {
    return context
        .userOnChannel()
        .put("low_trust_status", "active_monitoring")
        .put("shared_ban_channel_ids", new JsonArray())
        .put("types", new JsonArray().add("ban_evader"))
        .put("ban_evasion_evaluation", "likely")
        .put("message", ChatMessages.text(TEXT).put("message_id", context.id()));
  }

  private static JsonObject suspiciousUpdate(PayloadContext context) {
    return moderated(context).put("low_trust_status", "restricted");
  }

  /** Returns a warning as the moderators' log shows it. */
  private static JsonObject action(PayloadContext context) {
    var event =
        context
            .broadcaster()
            .putNull("source_broadcaster_user_id")
            .putNull("source_broadcaster_user_login")
            .putNull("source_broadcaster_user_name")
            .mergeIn(moderator(context))
            .put("action", "warn");
    for (var action : ACTIONS) {
      event.putNull(action);
    }
    return event.put(
        "warn",
        context
            .actor()
            .as("user")
            .put("reason", "Please stay kind")
            .put("chat_rules_cited", new JsonArray()));
  }

  private static JsonObject chatSettings(PayloadContext context) {
    return context
        .broadcaster()
        .put("emote_mode", false)
        .put("follower_mode", true)
        .put("follower_mode_duration_minutes", 10)
        .put("slow_mode", true)
        .put("slow_mode_wait_time_seconds", 30)
        .put("subscriber_mode", false)
        .put("unique_chat_mode", false);
  }

  private static JsonObject heldByAutoMod(PayloadContext context) {
    return context
        .userOnChannel()
        .put("message_id", context.id())
        .put("message", ChatMessages.text(TEXT))
        .put("reason", "automod")
        .put(
            "automod",
            new JsonObject()
                .put("category", "swearing")
                .put("level", 2)
                .put("boundaries", new JsonArray()))
        .putNull("blocked_term")
        .put("held_at", context.time());
  }

  private static JsonObject decidedByModerator(PayloadContext context) {
    return heldByAutoMod(context).mergeIn(moderator(context)).put("status", "approved");
  }

  private static JsonObject autoModSettings(PayloadContext context) {
    var settings = context.broadcaster().mergeIn(moderator(context)).put("overall_level", 2);
    for (var category : AUTOMOD_CATEGORIES) {
      settings.put(category, 2);
    }
    return settings;
  }

  private static JsonObject autoModTerms(PayloadContext context) {
    return context
        .broadcaster()
        .mergeIn(moderator(context))
        .put("action", "add_blocked")
        .put("from_automod", false)
        .put("terms", new JsonArray().add("spoiler"));
  }
}
