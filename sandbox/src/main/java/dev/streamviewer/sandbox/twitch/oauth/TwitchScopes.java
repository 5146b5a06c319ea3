package dev.streamviewer.sandbox.twitch.oauth;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Scopes of Twitch, with descriptions for the consent page. */
final class TwitchScopes {
  private static final Pattern FORM =
      Pattern.compile(
          "openid|(analytics|bits|channel|clips|moderation|moderator|user|chat|whispers)"
              + "(:[a-z_]+){1,2}");

  private static final Map<String, String> DESCRIPTIONS =
      Map.ofEntries(
          Map.entry("openid", "Confirm who you are"),
          Map.entry("user:read:email", "See your email address"),
          Map.entry("moderator:read:followers", "See who follows your channel"),
          Map.entry("channel:read:subscriptions", "See who subscribes to your channel"),
          Map.entry("bits:read", "See the Bits cheered on your channel"),
          Map.entry("channel:read:redemptions", "See channel point redemptions"),
          Map.entry("channel:read:hype_train", "See the hype trains on your channel"),
          Map.entry("channel:read:polls", "See the polls on your channel"),
          Map.entry("channel:read:predictions", "See the predictions on your channel"),
          Map.entry("channel:read:goals", "See your creator goals"),
          Map.entry("channel:read:ads", "See the ad breaks on your channel"),
          Map.entry("channel:read:charity", "See your charity campaigns"),
          Map.entry("channel:read:vips", "See the VIPs of your channel"),
          Map.entry("moderation:read", "See the moderators of your channel"),
          Map.entry("channel:moderate", "See bans and unbans on your channel"),
          Map.entry("moderator:read:shield_mode", "See shield mode begin and end"),
          Map.entry("moderator:read:unban_requests", "See requests to be unbanned"),
          Map.entry("moderator:read:warnings", "See warnings in your chat"),
          Map.entry("moderator:read:suspicious_users", "See suspicious users in your chat"),
          Map.entry("moderator:read:shoutouts", "See shoutouts, given and received"),
          Map.entry("user:read:follows", "See the channels that you follow"),
          Map.entry("user:read:moderated_channels", "See which channels you moderate"),
          Map.entry("user:read:chat", "Read chat as you"),
          Map.entry("user:bot", "Appear in chat as a bot"),
          Map.entry("channel:bot", "Let a bot join your chat"));

  private TwitchScopes() {}

  static Set<String> parse(String scope) {
    return Arrays.stream(scope.trim().split("\\s+"))
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  static boolean exists(String scope) {
    return FORM.matcher(scope).matches();
  }

  static String describe(String scope) {
    return DESCRIPTIONS.getOrDefault(scope, "Use the permission " + scope);
  }
}
