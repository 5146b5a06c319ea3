package dev.streamviewer.webhook.eventsub;

import java.util.List;
import java.util.Locale;

/**
 * The outcome of a callback or a chat notice, as counted by the metrics {@code
 * sev_webhook_callbacks_total} and {@code sev_webhook_chat_notices_total}.
 */
public enum CallbackOutcome {
  /** Accepted by Pusher. */
  DELIVERED,
  /** Stored by two processes until Pusher accepts the event. */
  KEPT,
  /** Delivered before. */
  DUPLICATE,
  /** Never acceptable for Pusher; logged in full. */
  UNDELIVERABLE,
  /** Not deliverable: Twitch no longer has the streamer, or no id names one. */
  UNKNOWN_STREAMER,
  /** Not delivered: by the consent of a moderator whose role has ended. */
  FORMER_MODERATOR,
  CHALLENGE,
  REVOCATION,
  /** A notification that a shard of our conduit was disabled; not for viewers. */
  SHARD_DISABLED,
  /** The same message is being delivered at this moment. */
  IN_FLIGHT,
  /** Pusher, the notifier or Twitch could not be reached in time. */
  NOT_NOW,
  /** Refused, since too many callbacks are in progress. */
  BUSY,
  /** Headers or a body that Twitch would not send. */
  MALFORMED,
  /** For another deployment's conduit, or for an unknown WebSub subscription. */
  NOT_OURS,
  BAD_SIGNATURE,
  /** A timestamp outside of the accepted window. */
  OUT_OF_TIME;

  /** Returns the outcome of a message: a single retryable event makes the message retryable. */
  public static CallbackOutcome ofMessage(List<CallbackOutcome> events) {
    return events.stream().filter(CallbackOutcome::isRetryable).findFirst().orElse(events.get(0));
  }

  /** Whether the message must come again, since its delivery is neither done nor hopeless. */
  public boolean isRetryable() {
    return this == IN_FLIGHT || this == NOT_NOW;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
