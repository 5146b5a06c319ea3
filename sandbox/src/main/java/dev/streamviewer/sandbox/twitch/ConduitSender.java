package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.Transport.Webhook;
import dev.streamviewer.sandbox.twitch.Transport.Websocket;
import io.vertx.core.Future;

/** Delivers by a conduit: over the shard of the channel, whatever that is made of. */
final class ConduitSender {
  private static final String VIA = "conduit";

  private final Conduits conduits;
  private final EventSubSender posts;
  private final SocketSender sockets;
  private final DeliveryLog log;
  private final FailureCount failures;

  ConduitSender(
      Conduits conduits,
      EventSubSender posts,
      SocketSender sockets,
      DeliveryLog log,
      FailureCount failures) {
    this.conduits = conduits;
    this.posts = posts;
    this.sockets = sockets;
    this.log = log;
    this.failures = failures;
  }

  /** A message that finds no enabled shard is dropped: nobody keeps it for later. */
  Future<Delivery> deliver(Message message, String conduitId, Attempt attempt) {
    var channel = message.subscription().flatMap(s -> s.subjects().findFirst()).orElse("");
    var shard = conduits.find(conduitId).flatMap(conduit -> conduit.route(channel));
    if (shard.isEmpty()) {
      var dropped = Delivery.lost(message, VIA, "The conduit has no enabled shard for it");
      log.open(dropped);
      return Future.succeededFuture(dropped);
    }
    return deliver(message, conduitId, shard.get(), attempt);
  }

  private Future<Delivery> deliver(
      Message message, String conduitId, Shard shard, Attempt attempt) {
    var via = "shard " + shard.id();
    if (shard.transport() instanceof Websocket websocket) {
      return Future.succeededFuture(sockets.deliver(message, websocket.sessionId(), via));
    }
    var post = Post.signed(message, (Webhook) shard.transport(), via);
    return attempt
        .send(posts, post)
        .onSuccess(
            delivery -> {
              if (attempt.counts() && failures.isExceeded(conduitId + " " + via, delivery)) {
                conduits.changeStatus(conduitId, shard, Subscription.FAILURES_EXCEEDED);
              }
            });
  }
}
