package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.eventsub.ConduitRegister;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitShard;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscription;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import io.vertx.core.Future;

/**
 * Delivers messages over the conduit's shard for the channel, be that a callback or a WebSocket.
 */
public final class ConduitSender {
  private static final String VIA = "conduit";

  private final ConduitRegister conduits;
  private final EventSubSender sender;
  private final SocketSender sockets;
  private final DeliveryLog log;
  private final FailureCount failures;

  public ConduitSender(
      ConduitRegister conduits,
      EventSubSender sender,
      SocketSender sockets,
      DeliveryLog log,
      FailureCount failures) {
    this.conduits = conduits;
    this.sender = sender;
    this.sockets = sockets;
    this.log = log;
    this.failures = failures;
  }

  /**
   * Delivers over an enabled shard. Without an enabled shard, the message is dropped, not queued.
   */
  Future<DeliveryRecord> deliver(
      EventSubNotification message, String conduitId, DeliveryAttempt attempt) {
    var channel = message.subscription().flatMap(s -> s.subjects().findFirst()).orElse("");
    var shard = conduits.find(conduitId).flatMap(conduit -> conduit.route(channel));
    if (shard.isEmpty()) {
      var dropped =
          DeliveryRecord.lost(message, VIA, "The conduit has no enabled shard for the event");
      log.open(dropped);
      return Future.succeededFuture(dropped);
    }
    return deliver(message, conduitId, shard.get(), attempt);
  }

  private Future<DeliveryRecord> deliver(
      EventSubNotification message, String conduitId, ConduitShard shard, DeliveryAttempt attempt) {
    var via = "shard " + shard.id();
    if (shard.transport() instanceof Websocket websocket) {
      return Future.succeededFuture(sockets.deliver(message, websocket.sessionId(), via));
    }
    var request = SignedRequest.signed(message, (Webhook) shard.transport(), via);
    return attempt
        .send(sender, request)
        .onSuccess(
            delivery -> {
              if (attempt.countsFailures()
                  && failures.isExceeded(conduitId + " " + via, delivery)) {
                conduits.changeStatus(conduitId, shard, EventSubSubscription.FAILURES_EXCEEDED);
              }
            });
  }
}
