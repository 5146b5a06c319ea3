package dev.streamviewer.sandbox.twitch;

import io.vertx.core.Future;

/** How hard a message is tried to bring home. */
enum Attempt {
  /** With retries; failures count against the callback. */
  PERSISTENT,
  /** Once: a revocation. */
  ONCE,
  /** Once, with a signature that is wrong: not Twitch's message, and counted against nobody. */
  FORGED;

  Future<Delivery> send(EventSubSender sender, Post post) {
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
