package dev.streamviewer.sandbox.twitch.delivery;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.websocket.SocketClose;
import dev.streamviewer.sandbox.twitch.websocket.SocketFrames;
import dev.streamviewer.sandbox.twitch.websocket.SocketServer;
import dev.streamviewer.sandbox.twitch.websocket.SocketSession;
import java.time.Clock;

/** Writes messages to WebSocket sessions, without retries: WebSockets have no acknowledgement. */
public final class SocketSender {
  private final SocketServer server;
  private final DeliveryLog log;
  private final Clock clock;

  public SocketSender(SocketServer server, DeliveryLog log, Clock clock) {
    this.server = server;
    this.log = log;
    this.clock = clock;
  }

  DeliveryRecord deliver(EventSubNotification message, String sessionId, String via) {
    var delivery = server.find(sessionId).map(s -> write(message, s, via));
    var done = delivery.orElseGet(() -> DeliveryRecord.lost(message, via, "The session has ended"));
    log.open(done);
    return done;
  }

  private DeliveryRecord write(EventSubNotification message, SocketSession session, String via) {
    if (session.isSilent()) {
      return DeliveryRecord.lost(message, via, "The session is silenced");
    }
    if (session.connection().isFull()) {
      var close = SocketClose.NETWORK_TIMEOUT;
      server.close(session, close.code, close.reason);
      return DeliveryRecord.lost(message, via, "The client does not read");
    }
    session.send(SocketFrames.message(message), clock.instant());
    return DeliveryRecord.written(message, via);
  }
}
