package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.delivery.CallbackClient;
import dev.streamviewer.sandbox.twitch.delivery.CallbackVerification;
import dev.streamviewer.sandbox.twitch.delivery.ConduitSender;
import dev.streamviewer.sandbox.twitch.delivery.DeliveryLog;
import dev.streamviewer.sandbox.twitch.delivery.EventBroadcaster;
import dev.streamviewer.sandbox.twitch.delivery.EventSubSender;
import dev.streamviewer.sandbox.twitch.delivery.FailureCount;
import dev.streamviewer.sandbox.twitch.delivery.SocketSender;
import dev.streamviewer.sandbox.twitch.delivery.SubscriptionRevocations;
import dev.streamviewer.sandbox.twitch.delivery.TransportDispatch;
import dev.streamviewer.sandbox.twitch.eventsub.Conduit;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitRegister;
import dev.streamviewer.sandbox.twitch.eventsub.ConduitShard;
import dev.streamviewer.sandbox.twitch.eventsub.EventOrder;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubSubscriptions;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import dev.streamviewer.sandbox.twitch.helix.ConduitRoutes;
import dev.streamviewer.sandbox.twitch.helix.ShardRoutes;
import dev.streamviewer.sandbox.twitch.helix.SubscriptionPermissions;
import dev.streamviewer.sandbox.twitch.helix.SubscriptionRoutes;
import dev.streamviewer.sandbox.twitch.helix.TransportReader;
import dev.streamviewer.sandbox.twitch.websocket.SocketRoutes;
import dev.streamviewer.sandbox.twitch.websocket.SocketServer;
import dev.streamviewer.sandbox.twitch.websocket.SocketSession;
import dev.streamviewer.sandbox.wire.ActiveFaults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;

/** Wires EventSub: subscriptions, the three transports and the delivery of messages. */
final class EventSubService {
  private static final Duration MAX_CLEANUP_PERIOD = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final EventSubOptions options;
  private final DeliveryLog deliveries = new DeliveryLog();
  private final EventSubSubscriptions subscriptions;
  private final ConduitRegister conduits;
  private final SocketServer sockets;
  private final CallbackClient callbacks;
  private final CallbackVerification verification;
  private final SubscriptionRevocations revocations;
  private final EventBroadcaster broadcaster;

  EventSubService(Vertx vertx, EventSubOptions options, Clock clock) {
    this.vertx = vertx;
    this.options = options;
    subscriptions = new EventSubSubscriptions(clock, options.maxTotalCost());
    conduits = new ConduitRegister(clock, this::shardDisabled);
    sockets = new SocketServer(vertx, options.sockets(), clock, this::isUsed, this::sessionEnded);
    callbacks = new CallbackClient(vertx, options.timeout());
    var sender =
        new EventSubSender(vertx, callbacks, subscriptions, deliveries, options.retryDelays());
    var failures = new FailureCount(options.failuresBeforeRevocation());
    var socketSender = new SocketSender(sockets, deliveries, clock);
    var dispatch =
        new TransportDispatch(
            sender,
            socketSender,
            new ConduitSender(conduits, sender, socketSender, deliveries, failures));
    verification = new CallbackVerification(sender, subscriptions, conduits, clock);
    revocations = new SubscriptionRevocations(dispatch, subscriptions, clock, failures);
    broadcaster = new EventBroadcaster(subscriptions, dispatch, revocations, clock);
  }

  /** Mounts the WebSocket path. Must precede any handler that reads bodies. */
  void mountSockets(Router router, ActiveFaults faults) {
    new SocketRoutes(sockets, faults).mount(router);
  }

  /** Mounts the EventSub paths of Helix. Must follow the authentication of Helix. */
  void mountHelix(Router router, SubscriptionPermissions permissions) {
    var transports =
        new TransportReader(
            id -> sockets.find(id).map(SocketSession::transport),
            id -> conduits.find(id).isPresent());
    new SubscriptionRoutes(subscriptions, permissions, verification, transports).mount(router);
    new ConduitRoutes(conduits, revocations).mount(router);
    new ShardRoutes(conduits, transports, verification).mount(router);
  }

  /** Starts the clean-up timer, which ends with the verticle. */
  void start() {
    var quarter = options.conduitLifetime().dividedBy(4);
    var period = quarter.compareTo(MAX_CLEANUP_PERIOD) < 0 ? quarter : MAX_CLEANUP_PERIOD;
    vertx.setPeriodic(Math.max(1, period.toMillis()), tick -> deleteExpiredConduits());
  }

  Future<Void> close() {
    sockets.close();
    return callbacks.close();
  }

  private void deleteExpiredConduits() {
    for (var conduit : conduits.downFor(options.conduitLifetime())) {
      conduits.delete(conduit);
      revocations.conduitDeleted(conduit.id());
    }
  }

  private boolean isUsed(String sessionId) {
    return !subscriptions.on(sessionId).isEmpty() || conduits.hasSession(sessionId);
  }

  private void sessionEnded(Websocket ended, String status) {
    subscriptions.sessionEnded(ended, status);
    conduits.sessionEnded(ended, status);
  }

  private void shardDisabled(Conduit conduit, ConduitShard shard) {
    var event =
        new JsonObject()
            .put("conduit_id", conduit.id())
            .put("shard_id", shard.id())
            .put("status", shard.status())
            .put("transport", shard.transport().toJson());
    broadcaster.broadcast(EventOrder.of("conduit.shard.disabled", ""), "", event);
  }

  EventSubSubscriptions subscriptions() {
    return subscriptions;
  }

  DeliveryLog deliveries() {
    return deliveries;
  }

  ConduitRegister conduits() {
    return conduits;
  }

  SocketServer sockets() {
    return sockets;
  }

  CallbackVerification verification() {
    return verification;
  }

  SubscriptionRevocations revocations() {
    return revocations;
  }

  EventBroadcaster broadcaster() {
    return broadcaster;
  }
}
