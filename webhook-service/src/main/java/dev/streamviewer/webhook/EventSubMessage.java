package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.EventSubHeaders;
import dev.streamviewer.platform.contract.RejectedCallback;
import dev.streamviewer.platform.contract.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** A callback with the headers of EventSub. They are well formed; nothing else has been checked. */
record EventSubMessage(EventSubHeaders headers, Buffer body) {
  /** Whether a callback claims to come from EventSub. */
  static boolean isOne(WebhookDelivery delivery) {
    return EventSubHeaders.arePresent(delivery.headers());
  }

  /** Reads the headers; each must be there once. */
  static EventSubMessage of(WebhookDelivery delivery) throws Refusal {
    try {
      return new EventSubMessage(EventSubHeaders.parse(delivery.headers()), delivery.body());
    } catch (RejectedCallback rejected) {
      throw Refusal.of(rejected);
    }
  }

  /** Refuses a message whose timestamp is too far from the time here. */
  void checkAge(Instant now) throws Refusal {
    try {
      headers.checkAge(now);
    } catch (RejectedCallback rejected) {
      throw Refusal.of(rejected);
    }
  }

  /** For logs: nothing of what it says, nor its signature. */
  @Override
  public String toString() {
    return headers.toString();
  }

  String id() {
    return headers.id();
  }

  Instant at() {
    return headers.at();
  }

  EventSubHeaders.Type type() {
    return headers.type();
  }
}
