package dev.streamviewer.webhook.eventsub;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The status of a subscription at Twitch, as far as it makes a difference here. Twitch adds reasons
 * without notice: every unknown status counts as failed.
 *
 * @see <a
 *     href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/#revoking-your-subscription">
 *     Revocation</a>
 */
public enum SubscriptionStatus {
  ENABLED("enabled"),
  PENDING("webhook_callback_verification_pending"),
  AUTHORIZATION_REVOKED("authorization_revoked"),
  MODERATOR_REMOVED("moderator_removed"),
  USER_REMOVED("user_removed"),
  CHAT_USER_BANNED("chat_user_banned"),
  VERSION_REMOVED("version_removed"),
  CONDUIT_DELETED("conduit_deleted"),
  /** Failed deliveries, an unanswered challenge, or any other reason. */
  FAILED("");

  private static final Map<String, SubscriptionStatus> BY_TEXT =
      Stream.of(values()).collect(toUnmodifiableMap(status -> status.text, identity()));

  /** New attempts are futile without the consent, the account or the version. */
  private static final Set<SubscriptionStatus> FINAL =
      EnumSet.range(AUTHORIZATION_REVOKED, VERSION_REMOVED);

  private final String text;

  SubscriptionStatus(String text) {
    this.text = text;
  }

  static SubscriptionStatus of(String text) {
    return BY_TEXT.getOrDefault(text, FAILED);
  }

  /** Whether the subscription brings events now or may soon. */
  public boolean isAlive() {
    return isEnabled() || isPending();
  }

  public boolean isEnabled() {
    return this == ENABLED;
  }

  /** Whether Twitch waits for the answer to its challenge. */
  public boolean isPending() {
    return this == PENDING;
  }

  /** Whether a dead subscription must not be created again automatically. */
  public boolean isFinal() {
    return FINAL.contains(this);
  }

  /** Whether the consent or the account of a person has ended, and with it that person's token. */
  public boolean endsToken() {
    return this == AUTHORIZATION_REVOKED || this == USER_REMOVED;
  }

  /**
   * Whether the subscription ended with its conduit; nothing prevents a new one at another conduit.
   */
  public boolean endedWithConduit() {
    return this == CONDUIT_DELETED;
  }
}
