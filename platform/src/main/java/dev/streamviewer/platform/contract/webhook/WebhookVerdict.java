package dev.streamviewer.platform.contract.webhook;

import dev.streamviewer.platform.bus.OptionalField;

/**
 * The response to a callback.
 *
 * @param status the HTTP status
 * @param text for 200 the body, as plain text; for 4xx and 5xx the sentence of the problem; else
 *     null
 */
public record WebhookVerdict(int status, @OptionalField String text) {
  /** Accepts a new or repeated message; Twitch must not send it again. */
  public static WebhookVerdict accepted() {
    return new WebhookVerdict(204, null);
  }

  /** Answers a challenge with the challenge alone. */
  public static WebhookVerdict challenge(String challenge) {
    return new WebhookVerdict(200, challenge);
  }

  /** Refuses a callback that can never become acceptable. */
  public static WebhookVerdict refused(int status, String sentence) {
    return new WebhookVerdict(status, sentence);
  }

  /** Defers a callback; Twitch should send it again. */
  public static WebhookVerdict later(String sentence) {
    return new WebhookVerdict(503, sentence);
  }
}
