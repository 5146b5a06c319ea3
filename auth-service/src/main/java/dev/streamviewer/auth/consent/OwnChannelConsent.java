package dev.streamviewer.auth.consent;

import java.util.List;

/**
 * The scopes that broadcasters grant to see the private events of their own channel. Each reads one
 * kind of event; none permits changes.
 *
 * @see <a href="https://dev.twitch.tv/docs/authentication/scopes/">Twitch access token scopes</a>
 */
public final class OwnChannelConsent {
  public static final List<String> SCOPES =
      List.of(
          "bits:read",
          "channel:read:ads",
          "channel:read:goals",
          "channel:read:hype_train",
          "channel:read:polls",
          "channel:read:predictions",
          "channel:read:redemptions",
          "channel:read:subscriptions",
          "moderator:read:followers",
          "moderator:read:shoutouts");

  private OwnChannelConsent() {}
}
