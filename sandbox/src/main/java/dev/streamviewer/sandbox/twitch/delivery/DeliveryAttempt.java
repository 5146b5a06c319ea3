package dev.streamviewer.sandbox.twitch.delivery;

import io.vertx.core.Future;

/** Delivery policy of a message. */
enum DeliveryAttempt {
  /** Sends with retries; failures count against the callback. */
  PERSISTENT,
  /** Sends once, as for a revocation. */
  ONCE,
  /** Sends once with a wrong signature, as an impostor would; failures do not count. */
  FORGED;

  Future<DeliveryRecord> send(EventSubSender sender, SignedRequest request) {
    return switch (this) {
      case PERSISTENT -> sender.deliver(request);
      case ONCE -> sender.deliverOnce(request);
      case FORGED -> sender.deliverOnce(request.forged());
    };
  }

  boolean countsFailures() {
    return this == PERSISTENT;
  }
}
