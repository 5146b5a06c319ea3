package dev.streamviewer.webhook.delivery;

import java.util.Locale;

/** What became of a callback, as the metric {@code webhook_callbacks_total} counts it. */
public enum CallbackOutcome {
  /** Pusher has it. */
  DELIVERED,
  /** Two processes hold it until Pusher takes it. */
  KEPT,
  /** Pusher has had it before. */
  DUPLICATE,
  /** Pusher will never take it; it is in the log, whole. */
  UNDELIVERABLE,
  /** Nobody can be told: Twitch does not know the streamer any more. */
  UNKNOWN_STREAMER,
  CHALLENGE,
  REVOCATION,
  /** Twitch disabled a shard of our conduit; nobody but us wants to know. */
  SHARD_DISABLED,
  /** The same message is being delivered at this moment. */
  IN_FLIGHT,
  /** Pusher, the notifier or Twitch could not be reached in time. */
  NOT_NOW,
  /** Too many are under way. */
  BUSY,
  /** Headers or body that Twitch would not send. */
  MALFORMED,
  /** For another deployment's conduit, or for a WebSub subscription that this one does not have. */
  NOT_OURS,
  BAD_SIGNATURE,
  /** Older or newer than the window. */
  OUT_OF_TIME;

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
