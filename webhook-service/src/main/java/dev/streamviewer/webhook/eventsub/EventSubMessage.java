package dev.streamviewer.webhook.eventsub;

import dev.streamviewer.platform.contract.webhook.EventSubHeaders;
import dev.streamviewer.platform.contract.webhook.RejectedCallback;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** A callback with well-formed EventSub headers; nothing else has been checked. */
public record EventSubMessage(EventSubHeaders headers, Buffer body) {
  /** Whether a callback claims to come from EventSub. */
  public static boolean isEventSub(WebhookDelivery delivery) {
    return EventSubHeaders.arePresent(delivery.headers());
  }

  /** Parses the headers; each must occur once. */
  public static EventSubMessage of(WebhookDelivery delivery) throws RejectedDelivery {
    try {
      return new EventSubMessage(EventSubHeaders.parse(delivery.headers()), delivery.body());
    } catch (RejectedCallback rejected) {
      throw RejectedDelivery.of(rejected);
    }
  }

  /** Rejects a message whose timestamp is too far from the current time. */
  public void checkAge(Instant now) throws RejectedDelivery {
    try {
      headers.checkAge(now);
    } catch (RejectedCallback rejected) {
      throw RejectedDelivery.of(rejected);
    }
  }

  /** For logs; omits the body and the signature. */
  @Override
  public String toString() {
    return headers.toString();
  }

  public String id() {
    return headers.id();
  }

  public Instant at() {
    return headers.at();
  }

  public EventSubHeaders.Type type() {
    return headers.type();
  }
}
