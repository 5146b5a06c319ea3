package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.contract.webhook.CallbackHeaders;
import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;

/** Reads headers that must occur exactly once. */
public final class DeliveryHeaders {
  private DeliveryHeaders() {}

  /** Returns the value of a header that must occur once and not be empty. */
  public static String single(WebhookDelivery delivery, String name) throws RejectedDelivery {
    try {
      return CallbackHeaders.single(delivery.headers(), name);
    } catch (RejectedCallback rejected) {
      throw RejectedDelivery.of(rejected);
    }
  }

  /** Returns the signature of a WebSub hub. */
  public static String hubSignature(WebhookDelivery delivery) throws RejectedDelivery {
    try {
      return CallbackHeaders.hubSignature(delivery.headers());
    } catch (RejectedCallback rejected) {
      throw RejectedDelivery.of(rejected);
    }
  }

  /** Creates the rejection of a header, with the fault and the expected value. */
  public static RejectedDelivery malformed(String name, String fault, String expected) {
    return RejectedDelivery.of(CallbackHeaders.malformed(name, fault, expected));
  }

  /** Shortens and cleans a sender's value for display. */
  public static String shown(String value) {
    return CallbackHeaders.shown(value);
  }
}
