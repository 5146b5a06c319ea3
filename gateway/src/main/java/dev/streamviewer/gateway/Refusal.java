package dev.streamviewer.gateway;

import dev.streamviewer.platform.contract.PusherWebhook;
import dev.streamviewer.platform.contract.RejectedCallback;
import java.util.Locale;

/** A request that the gateway itself does not accept. The message is the sentence for who asked. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String reason;

  private Refusal(int status, String reason, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
    this.reason = reason;
  }

  static Refusal oversize(int limit) {
    return new Refusal(
        413, "oversize", "The body is too large, expected at most %,d bytes.".formatted(limit));
  }

  static Refusal slowBody() {
    return new Refusal(408, "slow_body", "The body did not arrive in time.");
  }

  static Refusal brokenBody() {
    return new Refusal(400, "broken_body", "The body broke off.");
  }

  static Refusal contentType(String given, String expected) {
    return new Refusal(
        415,
        "content_type",
        "The content type is %s, expected %s."
            .formatted(given == null ? "missing" : Quoted.of(given), expected));
  }

  static Refusal unexpectedBody() {
    return new Refusal(
        400,
        "unexpected_body",
        "This request has a body, expected none: no Content-Length above 0, no Transfer-Encoding.");
  }

  /** A callback that the webhook service would refuse whatever its body is. */
  static Refusal callback(RejectedCallback rejected) {
    var reason = rejected.reason();
    return new Refusal(
        reason.status(), reason.name().toLowerCase(Locale.ROOT), rejected.getMessage());
  }

  static Refusal pusherSignature() {
    return new Refusal(403, "pusher_signature", PusherWebhook.NOT_GENUINE);
  }

  static Refusal bodyBudget() {
    return new Refusal(
        503, "body_budget", "Too many bodies are arriving just now. Please try again soon.");
  }

  static Refusal busy() {
    return new Refusal(503, "busy", "There is too much to do just now. Please try again soon.");
  }

  static Refusal crossSite() {
    return new Refusal(
        403, "cross_site", "Another site made this request. Please use the page itself.");
  }

  static Refusal invalid(String sentence) {
    return new Refusal(400, "validation", sentence);
  }

  int status() {
    return status;
  }

  /** The short name under which it is counted, and which the problem gives as its code. */
  String reason() {
    return reason;
  }
}
