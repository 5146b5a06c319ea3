package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.contract.webhook.CallbackHeaders;
import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;

/** Reads headers that must be there exactly once. */
public final class DeliveryHeaders {
  private DeliveryHeaders() {}

  /** The value of a header that must be there once and not empty. */
  public static String single(WebhookDelivery delivery, String name) throws RejectedDelivery {
    try {
      return CallbackHeaders.single(delivery.headers(), name);
    } catch (RejectedCallback rejected) {
      throw RejectedDelivery.of(rejected);
    }
  }

  /** The signature of a WebSub hub. */
  public static String hubSignature(WebhookDelivery delivery) throws RejectedDelivery {
    try {
      return CallbackHeaders.hubSignature(delivery.headers());
    } catch (RejectedCallback rejected) {
      throw RejectedDelivery.of(rejected);
    }
  }

  /** The refusal of a header: what is wrong, and what was expected. */
  public static RejectedDelivery malformed(String name, String fault, String expected) {
    return RejectedDelivery.of(CallbackHeaders.malformed(name, fault, expected));
  }

  /** A value of a stranger, short enough and plain enough to be shown. */
  public static String shown(String value) {
    return CallbackHeaders.shown(value);
  }
}
