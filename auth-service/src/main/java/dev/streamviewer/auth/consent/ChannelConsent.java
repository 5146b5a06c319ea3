package dev.streamviewer.auth.consent;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * The scopes that viewers grant to see private events, in groups that can be granted one by one:
 * groups for a broadcaster's own channel, and a group for the channels that a viewer moderates.
 * Each scope reads one kind of event. None permits changes except {@code channel:moderate}, which
 * Twitch demands for bans, and of which only events are used.
 *
 * @see <a href="https://dev.twitch.tv/docs/authentication/scopes/">Twitch access token scopes</a>
 */
public enum ChannelConsent {
  COMMUNITY("moderator:read:followers", "channel:read:vips", "moderation:read"),
  SUPPORT("channel:read:subscriptions", "bits:read", "channel:read:charity", "channel:read:goals"),
  PLAY(
      "channel:read:hype_train",
      "channel:read:polls",
      "channel:read:predictions",
      "channel:read:redemptions"),
  STREAM("channel:read:ads", "moderator:read:shoutouts"),
  MODERATION(
      "channel:moderate",
      "moderator:read:shield_mode",
      "moderator:read:unban_requests",
      "moderator:read:warnings",
      "moderator:read:suspicious_users"),

  /** The events of channels that the viewer moderates; the first scope names these channels. */
  MODERATED(
      ModeratedChannelsConsent.SCOPE,
      "moderator:read:followers",
      "moderator:read:shoutouts",
      "moderator:read:shield_mode",
      "moderator:read:unban_requests",
      "moderator:read:warnings",
      "moderator:read:suspicious_users",
      // With user:read:chat, the chat settings.
      "user:bot");

  private final List<String> scopes;

  ChannelConsent(String... scopes) {
    this.scopes = List.of(scopes);
  }

  /** Returns the scopes of the named groups, or of all of the own channel if none is named. */
  public static List<String> scopes(Collection<String> groups) {
    return Arrays.stream(values())
        .filter(group -> groups.isEmpty() ? group != MODERATED : groups.contains(group.id()))
        .flatMap(group -> group.scopes.stream())
        .distinct()
        .toList();
  }

  /** The name of the group in requests. */
  private String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
