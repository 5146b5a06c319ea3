package dev.streamviewer.sandbox.twitch;

import java.time.Clock;

/** Writes messages to sessions of the WebSocket server. Nothing is repeated: nobody answers. */
final class SocketSender {
  private final SocketServer server;
  private final DeliveryLog log;
  private final Clock clock;

  SocketSender(SocketServer server, DeliveryLog log, Clock clock) {
    this.server = server;
    this.log = log;
    this.clock = clock;
  }

  Delivery deliver(Message message, String sessionId, String via) {
    var delivery = server.find(sessionId).map(s -> write(message, s, via));
    var done = delivery.orElseGet(() -> Delivery.lost(message, via, "The session is over"));
    log.open(done);
    return done;
  }

  private Delivery write(Message message, SocketSession session, String via) {
    if (session.isSilent()) {
      return Delivery.lost(message, via, "The session is silent, as ordered");
    }
    if (session.connection().isFull()) {
      var why = SocketClose.NETWORK_TIMEOUT;
      server.close(session, why.code, why.reason);
      return Delivery.lost(message, via, "The client does not read");
    }
    session.send(SocketFrames.message(message), clock.instant());
    return Delivery.written(message, via);
  }
}
