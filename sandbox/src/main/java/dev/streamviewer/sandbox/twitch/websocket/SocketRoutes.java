package dev.streamviewer.sandbox.twitch.websocket;

import dev.streamviewer.sandbox.wire.Fault.Target;
import dev.streamviewer.sandbox.wire.Faults;
import dev.streamviewer.sandbox.wire.HelixErrors;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code /eventsub/ws}: takes WebSockets in, as {@code eventsub.wss.twitch.tv/ws} does. */
public final class SocketRoutes {
  public static final String PATH = "/eventsub/ws";
  private static final int BAD_REQUEST = 400;

  private final SocketServer server;
  private final Faults faults;

  public SocketRoutes(SocketServer server, Faults faults) {
    this.server = server;
    this.faults = faults;
  }

  /** Faults of the target {@code twitch} hit this path, too. */
  public void mount(Router router) {
    router
        .get(PATH)
        .handler(SocketRoutes::hold)
        .handler(faults.gate(Target.TWITCH))
        .handler(this::upgrade)
        .failureHandler(HelixErrors::helix);
  }

  /** A request that waits for a fault to pass must not end before it is upgraded. */
  private static void hold(RoutingContext ctx) {
    ctx.request().pause();
    ctx.next();
  }

  private void upgrade(RoutingContext ctx) {
    var request = ctx.request();
    if (!request.headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      request.resume();
      ctx.response().setStatusCode(BAD_REQUEST).end("A WebSocket is expected here\n");
      return;
    }
    var query = ctx.queryParams();
    var underneath = request.connection();
    request
        .toWebSocket()
        .map(socket -> new SocketConnection(socket, underneath))
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
