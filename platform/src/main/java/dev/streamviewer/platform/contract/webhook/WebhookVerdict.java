package dev.streamviewer.platform.contract.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.streamviewer.platform.outcome.HasOutcome;
import dev.streamviewer.platform.record.OptionalField;
import java.util.Objects;

/**
 * The response to a callback.
 *
 * @param status the HTTP status
 * @param text for 200 the body, as plain text; for 4xx and 5xx the sentence of the problem; else
 *     null
 * @param outcome what became of the message, for operators; by the status where nothing more is
 *     known. Two verdicts are equal if they answer the same.
 */
public record WebhookVerdict(
    int status,
    @OptionalField String text,
    @OptionalField @JsonInclude(JsonInclude.Include.NON_NULL) String outcome)
    implements HasOutcome {
  private static final int REFUSED = 400;
  private static final int LATER = 500;

  /** Processes of earlier versions send no outcome. */
  public WebhookVerdict {
    outcome = outcome == null ? byStatus(status) : outcome;
  }

  /** A verdict of which only the answer is known. */
  public WebhookVerdict(int status, String text) {
    this(status, text, null);
  }

  private static String byStatus(int status) {
    return status >= LATER ? "later" : status >= REFUSED ? "refused" : "accepted";
  }

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

  /** Returns the same answer with another outcome. */
  public WebhookVerdict because(String other) {
    return new WebhookVerdict(status, text, other);
  }

  @Override
  public String refusal() {
    return status >= REFUSED ? text : null;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookVerdict verdict
        && status == verdict.status
        && Objects.equals(text, verdict.text);
  }

  @Override
  public int hashCode() {
    return Objects.hash(status, text);
  }
}
