package dev.streamviewer.webhook.eventsub;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * What the status of a subscription, as Twitch lists it, means for us. Twitch adds reasons without
 * notice: whatever is neither enabled nor pending is dead.
 *
 * @see <a
 *     href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#revoking-your-subscription">
 *     Revocation</a>
 */
public final class SubscriptionStatus {
  private static final String ENABLED = "enabled";
  private static final String PENDING = "webhook_callback_verification_pending";

  /** Twitch asks within seconds whether a subscription is ours; then it asks no more. */
  private static final Duration LONGEST_PENDING = Duration.ofMinutes(2);

  /** To ask again would be in vain: consent is gone, or the account, or the version. */
  private static final Set<String> FINAL =
      Set.of(
          "authorization_revoked",
          "moderator_removed",
          "user_removed",
          "chat_user_banned",
          "version_removed");

  private SubscriptionStatus() {}

  /** Whether it brings events, or may soon. */
  public static boolean isAlive(JsonObject subscription) {
    return isEnabled(subscription) || isPending(subscription);
  }

  public static boolean isEnabled(JsonObject subscription) {
    return ENABLED.equals(of(subscription));
  }

  public static boolean isPending(JsonObject subscription) {
    return PENDING.equals(of(subscription));
  }

  /** Whether Twitch should have asked long ago. */
  public static boolean isStuck(JsonObject subscription, Instant now) {
    return isPending(subscription)
        && created(subscription, now).plus(LONGEST_PENDING).isBefore(now);
  }

  /** Whether one that is dead is not to be asked for again by ourselves. */
  public static boolean isFinal(JsonObject subscription) {
    return FINAL.contains(of(subscription));
  }

  /** Whether it ended with its conduit, so that nothing speaks against another one. */
  public static boolean endedWithConduit(JsonObject subscription) {
    return "conduit_deleted".equals(of(subscription));
  }

  public static String of(JsonObject subscription) {
    return subscription.getString("status", "");
  }

  /** When it was asked for; now if Twitch does not say. */
  public static Instant created(JsonObject subscription, Instant now) {
    try {
      return Instant.parse(subscription.getString("created_at", ""));
    } catch (DateTimeParseException e) {
      return now;
    }
  }
}
