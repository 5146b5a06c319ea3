package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.Transport.ConduitLink;
import dev.streamviewer.sandbox.twitch.Transport.Webhook;
import dev.streamviewer.sandbox.twitch.Transport.Websocket;
import io.vertx.core.Future;

/** Takes messages where their subscription wants them: to a callback, a session or a conduit. */
final class Dispatch {
  private final EventSubSender posts;
  private final SocketSender sockets;
  private final ConduitSender conduits;

  Dispatch(EventSubSender posts, SocketSender sockets, ConduitSender conduits) {
    this.posts = posts;
    this.sockets = sockets;
    this.conduits = conduits;
  }

  Future<Delivery> send(Message message, Subscription subscription, Attempt attempt) {
    var transport = subscription.transport();
    if (transport instanceof Webhook callback) {
      return attempt.send(posts, Post.signed(message, callback, "webhook"));
    }
    if (transport instanceof Websocket websocket) {
      return Future.succeededFuture(sockets.deliver(message, websocket.sessionId(), "websocket"));
    }
    return conduits.deliver(message, ((ConduitLink) transport).conduitId(), attempt);
  }
}
