package dev.streamviewer.sandbox.twitch;

import dev.streamviewer.sandbox.twitch.Transport.Websocket;
import dev.streamviewer.sandbox.wire.Faults;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Clock;
import java.time.Duration;

/** EventSub, put together: subscriptions, the three transports, and what goes over them. */
final class EventSub {
  private static final Duration LONGEST_SWEEP = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final EventSubOptions options;
  private final DeliveryLog deliveries = new DeliveryLog();
  private final Subscriptions subscriptions;
  private final Conduits conduits;
  private final SocketServer sockets;
  private final CallbackClient callbacks;
  private final Handshake handshake;
  private final Revocations revocations;
  private final Announcer announcer;

  EventSub(Vertx vertx, EventSubOptions options, Clock clock) {
    this.vertx = vertx;
    this.options = options;
    subscriptions = new Subscriptions(clock, options.maxTotalCost());
    conduits = new Conduits(clock, this::shardDisabled);
    sockets = new SocketServer(vertx, options.sockets(), clock, this::isUsed, this::sessionEnded);
    callbacks = new CallbackClient(vertx, options.timeout());
    var posts =
        new EventSubSender(vertx, callbacks, subscriptions, deliveries, options.retryDelays());
    var failures = new FailureCount(options.failuresBeforeRevocation());
    var frames = new SocketSender(sockets, deliveries, clock);
    var dispatch =
        new Dispatch(
            posts, frames, new ConduitSender(conduits, posts, frames, deliveries, failures));
    handshake = new Handshake(posts, subscriptions, conduits, clock);
    revocations = new Revocations(dispatch, subscriptions, clock, failures);
    announcer = new Announcer(subscriptions, dispatch, revocations, clock);
  }

  /** Adds the WebSocket server's path, which stands before any handler that reads bodies. */
  void mountSockets(Router router, Faults faults) {
    new SocketRoutes(sockets, faults).mount(router);
  }

  /** Adds the paths of Helix, which stand behind its authentication. */
  void mountHelix(Router router, Permissions permissions) {
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

  private void shardDisabled(Conduit conduit, Shard shard) {
    var event =
        new JsonObject()
            .put("conduit_id", conduit.id())
            .put("shard_id", shard.id())
            .put("status", shard.status())
            .put("transport", shard.transport().toJson());
    announcer.announce(Emission.of("conduit.shard.disabled", ""), event);
  }

  Subscriptions subscriptions() {
    return subscriptions;
  }

  DeliveryLog deliveries() {
    return deliveries;
  }

  Conduits conduits() {
    return conduits;
  }

  SocketServer sockets() {
    return sockets;
  }

  Revocations revocations() {
    return revocations;
  }

  Announcer announcer() {
    return announcer;
  }
}
