package dev.streamviewer.platform.contract.webhook;

/**
 * How a callback is to be answered.
 *
 * @param status the HTTP status
 * @param text for 200 the body, as plain text; for 4xx and 5xx the sentence of the problem; else
 *     null
 */
public record WebhookVerdict(int status, String text) {
  /** Accepted, or known already; Twitch must not send it again. */
  public static WebhookVerdict accepted() {
    return new WebhookVerdict(204, null);
  }

  /** The answer to a challenge: the challenge itself and nothing else. */
  public static WebhookVerdict challenge(String challenge) {
    return new WebhookVerdict(200, challenge);
  }

  /** Not acceptable as it is; the same bytes will never be. */
  public static WebhookVerdict refused(int status, String sentence) {
    return new WebhookVerdict(status, sentence);
  }

  /** Not now; Twitch shall send it again. */
  public static WebhookVerdict later(String sentence) {
    return new WebhookVerdict(503, sentence);
  }
}
