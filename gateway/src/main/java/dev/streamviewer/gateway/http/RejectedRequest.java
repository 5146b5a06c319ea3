package dev.streamviewer.gateway.http;

import dev.streamviewer.platform.contract.event.PusherWebhook;
import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import java.util.Locale;

/** A request that the gateway itself rejects. The message is the sentence for the client. */
public final class RejectedRequest extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  private RejectedRequest(int status, String reason, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  static RejectedRequest oversize(int limit) {
    return new RejectedRequest(
        413, "oversize", "The body is too large, expected at most %,d bytes.".formatted(limit));
  }

  static RejectedRequest slowBody() {
    return new RejectedRequest(408, "slow_body", "The body did not arrive in time.");
  }

  static RejectedRequest brokenBody() {
    return new RejectedRequest(400, "broken_body", "The body ended too early.");
  }

  public static RejectedRequest contentType(String given, String expected) {
    return new RejectedRequest(
        415,
        "content_type",
        "The content type is %s, expected %s."
            .formatted(given == null ? "missing" : QuotedValue.of(given), expected));
  }

  static RejectedRequest unexpectedBody() {
    return new RejectedRequest(
        400,
        "unexpected_body",
        "This request has a body, expected none: no Content-Length above 0, no Transfer-Encoding.");
  }

  /** A callback that the webhook service would reject whatever the body is. */
  public static RejectedRequest callback(RejectedCallback rejected) {
    var reason = rejected.reason();
    return new RejectedRequest(
        reason.status(), reason.name().toLowerCase(Locale.ROOT), rejected.getMessage());
  }

  public static RejectedRequest pusherSignature() {
    return new RejectedRequest(403, "pusher_signature", PusherWebhook.NOT_GENUINE);
  }

  static RejectedRequest bodyBudget() {
    return new RejectedRequest(
        503, "body_budget", "The server is receiving too many bodies. Please try again soon.");
  }

  static RejectedRequest busy() {
    return new RejectedRequest(503, "busy", "The server is busy. Please try again soon.");
  }

  static RejectedRequest crossSite() {
    return new RejectedRequest(
        403, "cross_site", "Another site made this request. Please use the page itself.");
  }

  public static RejectedRequest invalid(String sentence) {
    return new RejectedRequest(400, "validation", sentence);
  }

  int status() {
    return status;
  }

  /** The reason: the label of the metric, and the code of the problem. */
  public String reason() {
    return reason;
  }
}
