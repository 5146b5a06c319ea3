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
import dev.streamviewer.sandbox.wire.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;

/** EventSub, put together: subscriptions, the three transports, and what goes over them. */
final class EventSubService {
  private static final Duration LONGEST_SWEEP = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final EventSubOptions options;
  private final DeliveryLog deliveries = new DeliveryLog();
  private final EventSubSubscriptions subscriptions;
  private final ConduitRegister conduits;
  private final SocketServer sockets;
  private final CallbackClient callbacks;
  private final CallbackVerification handshake;
  private final SubscriptionRevocations revocations;
  private final EventBroadcaster announcer;

  EventSubService(Vertx vertx, EventSubOptions options, Clock clock) {
    this.vertx = vertx;
    this.options = options;
    subscriptions = new EventSubSubscriptions(clock, options.maxTotalCost());
    conduits = new ConduitRegister(clock, this::shardDisabled);
    sockets = new SocketServer(vertx, options.sockets(), clock, this::isUsed, this::sessionEnded);
    callbacks = new CallbackClient(vertx, options.timeout());
    var posts =
        new EventSubSender(vertx, callbacks, subscriptions, deliveries, options.retryDelays());
    var failures = new FailureCount(options.failuresBeforeRevocation());
    var frames = new SocketSender(sockets, deliveries, clock);
    var dispatch =
        new TransportDispatch(
            posts, frames, new ConduitSender(conduits, posts, frames, deliveries, failures));
    handshake = new CallbackVerification(posts, subscriptions, conduits, clock);
    revocations = new SubscriptionRevocations(dispatch, subscriptions, clock, failures);
    announcer = new EventBroadcaster(subscriptions, dispatch, revocations, clock);
  }

  /** Adds the WebSocket server's path, which stands before any handler that reads bodies. */
  void mountSockets(Router router, Faults faults) {
    new SocketRoutes(sockets, faults).mount(router);
  }

  /** Adds the paths of Helix, which stand behind its authentication. */
  void mountHelix(Router router, SubscriptionPermissions permissions) {
    var transports =
        new TransportReader(
            id -> sockets.find(id).map(SocketSession::transport),
            id -> conduits.find(id).isPresent());
    new SubscriptionRoutes(subscriptions, permissions, handshake, transports).mount(router);
    new ConduitRoutes(conduits, revocations).mount(router);
    new ShardRoutes(conduits, transports, handshake).mount(router);
  }

  /** The timer ends with the verticle that starts it. */
  void start() {
    var quarter = options.conduitLifetime().dividedBy(4);
    var pause = quarter.compareTo(LONGEST_SWEEP) < 0 ? quarter : LONGEST_SWEEP;
    vertx.setPeriodic(Math.max(1, pause.toMillis()), tick -> deleteDeadConduits());
  }

  Future<Void> close() {
    sockets.close();
    return callbacks.close();
  }

  private void deleteDeadConduits() {
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
    announcer.announce(EventOrder.of("conduit.shard.disabled", ""), event);
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

  SubscriptionRevocations revocations() {
    return revocations;
  }

  EventBroadcaster announcer() {
    return announcer;
  }
}
