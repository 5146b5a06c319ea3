package dev.streamviewer.webhook.eventsub;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Set;

/**
 * The meaning of a subscription's status at Twitch. Twitch adds reasons without notice: every
 * status other than enabled or pending counts as dead.
 *
 * @see <a
 *     href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#revoking-your-subscription">
 *     Revocation</a>
 */
public final class SubscriptionStatus {
  private static final String ENABLED = "enabled";
  private static final String PENDING = "webhook_callback_verification_pending";

  /** Twitch sends the challenge within seconds, and not again later. */
  private static final Duration LONGEST_PENDING = Duration.ofMinutes(2);

  /**
   * Statuses after which a new attempt is futile: the consent, the account or the version is gone.
   */
  private static final Set<String> FINAL =
      Set.of(
          "authorization_revoked",
          "moderator_removed",
          "user_removed",
          "chat_user_banned",
          "version_removed");

  private SubscriptionStatus() {}

  /** Whether the subscription brings events now or may soon. */
  public static boolean isAlive(JsonObject subscription) {
    return isEnabled(subscription) || isPending(subscription);
  }

  public static boolean isEnabled(JsonObject subscription) {
    return ENABLED.equals(of(subscription));
  }

  public static boolean isPending(JsonObject subscription) {
    return PENDING.equals(of(subscription));
  }

  /** Whether the challenge is long overdue. */
  public static boolean isStuck(JsonObject subscription, Instant now) {
    return isPending(subscription)
        && created(subscription, now).plus(LONGEST_PENDING).isBefore(now);
  }

  /** Whether a dead subscription must not be created again automatically. */
  public static boolean isFinal(JsonObject subscription) {
    return FINAL.contains(of(subscription));
  }

  /**
   * Whether the subscription ended with its conduit; nothing prevents a new one at another conduit.
   */
  public static boolean endedWithConduit(JsonObject subscription) {
    return "conduit_deleted".equals(of(subscription));
  }

  public static String of(JsonObject subscription) {
    return subscription.getString("status", "");
  }

  /** Returns the creation time; the current time if Twitch gives none. */
  public static Instant created(JsonObject subscription, Instant now) {
    try {
      return Instant.parse(subscription.getString("created_at", ""));
    } catch (DateTimeParseException e) {
      return now;
    }
  }
}
