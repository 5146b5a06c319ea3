package dev.streamviewer.webhook.chat;

/**
 * Result of creating a chat subscription.
 *
 * @param id the subscription's id; null if none was created
 */
record SubscribeResult(Result result, String id) {
  /** The results that need different handling. */
  enum Result {
    /** The subscription exists. */
    DONE,
    /** The token owner's consent is gone. */
    CONSENT_REVOKED,
    /** The session has ended. */
    SESSION_GONE,
    /** The token owner has reached a limit of Twitch. */
    LIMIT,
    /** Twitch forbids this streamer to this token owner, for example after a ban. */
    FORBIDDEN,
    /** Twitch gave no clear answer. */
    UNCLEAR
  }

  static SubscribeResult without(Result result) {
    return new SubscribeResult(result, null);
  }
}
