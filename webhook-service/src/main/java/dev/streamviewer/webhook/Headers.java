package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.CallbackHeaders;
import dev.streamviewer.platform.contract.RejectedCallback;
import dev.streamviewer.platform.contract.WebhookDelivery;

/** Reads headers that must be there exactly once. */
final class Headers {
  private Headers() {}

  /** The value of a header that must be there once and not empty. */
  static String single(WebhookDelivery delivery, String name) throws Refusal {
    try {
      return CallbackHeaders.single(delivery.headers(), name);
    } catch (RejectedCallback rejected) {
      throw Refusal.of(rejected);
    }
  }

  /** The signature of a WebSub hub. */
  static String hubSignature(WebhookDelivery delivery) throws Refusal {
    try {
      return CallbackHeaders.hubSignature(delivery.headers());
    } catch (RejectedCallback rejected) {
      throw Refusal.of(rejected);
    }
  }

  /** The refusal of a header: what is wrong, and what was expected. */
  static Refusal malformed(String name, String fault, String expected) {
    return Refusal.of(CallbackHeaders.malformed(name, fault, expected));
  }

  /** A value of a stranger, short enough and plain enough to be shown. */
  static String shown(String value) {
    return CallbackHeaders.shown(value);
  }
}
