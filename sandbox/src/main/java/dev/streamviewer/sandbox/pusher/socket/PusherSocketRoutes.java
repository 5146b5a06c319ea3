package dev.streamviewer.sandbox.pusher.socket;

import dev.streamviewer.sandbox.pusher.channel.PusherChannels;
import dev.streamviewer.sandbox.pusher.channel.PusherCloseCode;
import dev.streamviewer.sandbox.pusher.channel.PusherConnection;
import dev.streamviewer.sandbox.pusher.channel.PusherConnections;
import dev.streamviewer.sandbox.pusher.channel.PusherFrames;
import dev.streamviewer.sandbox.pusher.channel.PusherOptions;
import dev.streamviewer.sandbox.wire.ActiveFaults;
import dev.streamviewer.sandbox.wire.InjectedFault.Mode;
import dev.streamviewer.sandbox.wire.InjectedFault.Target;
import dev.streamviewer.sandbox.wire.RandomTokens;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Optional;

/** Accepts WebSockets at {@code /app/KEY}; a close code reports the reason of a refusal. */
public final class PusherSocketRoutes {
  private static final String PREFIX = "/app/";
  private static final int OLDEST_PROTOCOL = 5;
  private static final int NEWEST_PROTOCOL = 7;

  private final PusherOptions options;
  private final PusherConnections connections;
  private final PusherChannels channels;
  private final SocketProtocol protocol;
  private final ActiveFaults faults;
  private final Clock clock;
  private final RandomTokens randomTokens = new RandomTokens();

  public PusherSocketRoutes(
      PusherOptions options,
      PusherConnections connections,
      PusherChannels channels,
      SocketProtocol protocol,
      ActiveFaults faults,
      Clock clock) {
    this.options = options;
    this.connections = connections;
    this.channels = channels;
    this.protocol = protocol;
    this.faults = faults;
    this.clock = clock;
  }

  public void mount(Router router) {
    router.route().handler(this::upgrade);
  }

  private void upgrade(RoutingContext ctx) {
    if (!ctx.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true)) {
      ctx.next();
      return;
    }
    var path = ctx.request().path();
    if (faults.take(Target.PUSHER, Mode.REFUSE, path).isPresent()) {
      ctx.request().connection().close();
      return;
    }
    var query = ctx.queryParams();
    ctx.request().toWebSocket().onSuccess(socket -> admit(socket, path, query));
  }

  private void admit(ServerWebSocket socket, String path, MultiMap query) {
    var closing = faults.take(Target.PUSHER, Mode.CLOSE, path);
    if (closing.isPresent()) {
      refuse(socket, closing.get().code(), "Fault set in the sandbox");
      return;
    }
    findRefusal(path, query)
        .ifPresentOrElse(
            closeCode -> refuse(socket, closeCode.code, closeCode.reason), () -> open(socket));
  }

  private Optional<PusherCloseCode> findRefusal(String path, MultiMap query) {
    if (!path.startsWith(PREFIX)) {
      return Optional.of(PusherCloseCode.BAD_PATH);
    }
    if (!path.equals(PREFIX + options.app().key())) {
      return Optional.of(PusherCloseCode.UNKNOWN_APP);
    }
    var version = query.get("protocol");
    if (version == null) {
      return Optional.of(PusherCloseCode.NO_PROTOCOL);
    }
    if (!version.matches("\\d{1,4}")) {
      return Optional.of(PusherCloseCode.BAD_VERSION);
    }
    var number = Integer.parseInt(version);
    if (number < OLDEST_PROTOCOL || number > NEWEST_PROTOCOL) {
      return Optional.of(PusherCloseCode.UNSUPPORTED_PROTOCOL);
    }
    return connections.count() >= options.maxConnections()
        ? Optional.of(PusherCloseCode.OVER_QUOTA)
        : Optional.empty();
  }

  private static void refuse(ServerWebSocket socket, int code, String reason) {
    socket.writeTextMessage(PusherFrames.error(code, reason));
    socket.close((short) code, reason);
  }

  private void open(ServerWebSocket socket) {
    var socketId = randomTokens.digits() + "." + randomTokens.digits();
    var connection = new PusherConnection(socketId, socket, clock.instant());
    connections.add(connection);
    socket.frameHandler(frame -> connection.recordActivity(clock.instant()));
    socket.textMessageHandler(text -> protocol.handle(connection, text));
    socket.exceptionHandler(broken -> socket.close());
    socket.closeHandler(
        closed -> {
          connections.remove(connection);
          channels.leaveAll(connection);
        });
    connection.send(PusherFrames.established(socketId, options.activityTimeout().toSeconds()));
  }
}
