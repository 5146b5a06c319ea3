package dev.streamviewer.sandbox.twitch.delivery;

import io.vertx.core.Future;

/** How hard a message is tried to bring home. */
enum DeliveryAttempt {
  /** With retries; failures count against the callback. */
  PERSISTENT,
  /** Once: a revocation. */
  ONCE,
  /** Once, with a signature that is wrong: not Twitch's message, and counted against nobody. */
  FORGED;

  Future<DeliveryRecord> send(EventSubSender sender, SignedRequest post) {
    return switch (this) {
      case PERSISTENT -> sender.deliver(post);
      case ONCE -> sender.deliverOnce(post);
      case FORGED -> sender.deliverOnce(post.forged());
    };
  }

  boolean counts() {
    return this == PERSISTENT;
  }
}
