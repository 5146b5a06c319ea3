package dev.streamviewer.sandbox.twitch.oauth;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import java.time.Instant;
import java.util.Set;

/**
 * An access token.
 *
 * @param userId user of the token; null for an app access token
 */
public record AccessToken(String value, String userId, Set<String> scopes, Instant expiresAt) {
  public boolean isApp() {
    return userId == null;
  }

  public boolean isUser() {
    return userId != null;
  }

  /** Owner of the subscriptions that are created with this token. */
  public String ownerId() {
    return isApp() ? EventSubSubscription.APPLICATION : userId;
  }
}
