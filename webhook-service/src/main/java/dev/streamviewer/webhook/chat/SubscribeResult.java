package dev.streamviewer.webhook.chat;

/**
 * What came of a wish to subscribe.
 *
 * @param id of the subscription; null unless there is one
 */
record SubscribeResult(Result result, String id) {
  /** The cases that are answered differently. */
  enum Result {
    /** There it is. */
    DONE,
    /** The lender does not lend any more. */
    LENDER_GONE,
    /** The session is over. */
    SESSION_GONE,
    /** This lender has reached a limit of Twitch. */
    LIMIT,
    /** Not for this lender and streamer, such as somebody who is banned there. */
    FORBIDDEN,
    /** Twitch could not say. */
    UNCLEAR
  }

  static SubscribeResult without(Result result) {
    return new SubscribeResult(result, null);
  }
}
