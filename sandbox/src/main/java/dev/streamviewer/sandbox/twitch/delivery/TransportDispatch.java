package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.ConduitLink;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import io.vertx.core.Future;

/** Routes messages to the transport of the subscription: a callback, a session or a conduit. */
public final class TransportDispatch {
  private final EventSubSender sender;
  private final SocketSender sockets;
  private final ConduitSender conduits;

  public TransportDispatch(EventSubSender sender, SocketSender sockets, ConduitSender conduits) {
    this.sender = sender;
    this.sockets = sockets;
    this.conduits = conduits;
  }

  Future<DeliveryRecord> send(
      EventSubNotification message, EventSubSubscription subscription, DeliveryAttempt attempt) {
    var transport = subscription.transport();
    if (transport instanceof Webhook callback) {
      return attempt.send(sender, SignedRequest.signed(message, callback, "webhook"));
    }
    if (transport instanceof Websocket websocket) {
      return Future.succeededFuture(sockets.deliver(message, websocket.sessionId(), "websocket"));
    }
    return conduits.deliver(message, ((ConduitLink) transport).conduitId(), attempt);
  }
}
