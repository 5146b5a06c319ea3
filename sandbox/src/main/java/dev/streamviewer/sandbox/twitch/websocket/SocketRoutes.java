package dev.streamviewer.sandbox.twitch.websocket;

import dev.streamviewer.sandbox.wire.ActiveFaults;
import dev.streamviewer.sandbox.wire.HelixErrors;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Route {@code /eventsub/ws}: accepts WebSockets, as {@code eventsub.wss.twitch.tv/ws} does. */
public final class SocketRoutes {
  public static final String PATH = "/eventsub/ws";
  private static final int BAD_REQUEST = 400;

  private final SocketServer server;
  private final ActiveFaults faults;

  public SocketRoutes(SocketServer server, ActiveFaults faults) {
    this.server = server;
    this.faults = faults;
  }

  /** Mounts the route. Faults of the target {@code twitch} affect this route, too. */
  public void mount(Router router) {
    router
        .get(PATH)
        .handler(SocketRoutes::pauseRequest)
        .handler(faults.gate(Target.TWITCH))
        .handler(this::upgrade)
        .failureHandler(HelixErrors::helix);
  }

  /** Pauses the request, so that a request delayed by a fault does not end before the upgrade. */
  private static void pauseRequest(RoutingContext ctx) {
    ctx.request().pause();
    ctx.next();
  }

  private void upgrade(RoutingContext ctx) {
    var request = ctx.request();
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      request.resume();
      ctx.response().setStatusCode(BAD_REQUEST).end("Expected a WebSocket request\n");
      return;
    }
    var query = ctx.queryParams();
    var httpConnection = request.connection();
    request
        .toWebSocket()
        .map(socket -> new SocketConnection(socket, httpConnection))
        .onSuccess(
            connection -> {
              var ticket = query.get("reconnect_ticket");
              if (ticket == null) {
                server.welcome(connection, query.get("keepalive_timeout_seconds"));
              } else {
                server.resume(connection, ticket);
              }
            });
  }
}
