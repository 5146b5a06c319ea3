package dev.streamviewer.sandbox.twitch.websocket;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import dev.streamviewer.sandbox.wire.RandomTokens;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * EventSub's WebSocket server: welcomes clients, sends keepalives, moves sessions to new
 * connections, and ends sessions.
 */
public final class SocketServer {
  private static final int MAX_SESSIONS = 5_000;
  private static final int TICKET_LENGTH = 32;

  private final Map<String, SocketSession> byId = new LinkedHashMap<>();
  private final Map<String, SocketSession> byTicket = new LinkedHashMap<>();
  private final RandomTokens randoms = new RandomTokens();
  private final Vertx vertx;
  private final SocketOptions options;
  private final Clock clock;
  private final Predicate<String> isUsed;
  private final BiConsumer<Websocket, String> ended;

  /**
   * Creates a server.
   *
   * @param isUsed tells whether a session has a subscription or a shard
   * @param ended receives each ended session, with the new status of the session's subscriptions
   */
  public SocketServer(
      Vertx vertx,
      SocketOptions options,
      Clock clock,
      Predicate<String> isUsed,
      BiConsumer<Websocket, String> ended) {
    this.vertx = vertx;
    this.options = options;
    this.clock = clock;
    this.isUsed = isUsed;
    this.ended = ended;
  }

  public List<SocketSession> sessions() {
    return List.copyOf(byId.values());
  }

  public Optional<SocketSession> find(String sessionId) {
    return Optional.ofNullable(byId.get(sessionId));
  }

  /** Opens a session for a new client. */
  void welcome(SocketConnection connection, String requestedKeepalive) {
    if (byId.size() >= MAX_SESSIONS) {
      connection.close(SocketClose.INTERNAL_ERROR);
      return;
    }
    var session =
        new SocketSession(
            randoms.token(24),
            clock.instant(),
            options.keepaliveSeconds(requestedKeepalive),
            connection);
    byId.put(session.id(), session);
    addHandlers(session, connection);
    sendWelcome(session);
    keepAlive(session);
    vertx.setTimer(options.unusedTimeout().toMillis(), due -> endUnused(session));
    vertx.setTimer(options.pingPause().toMillis(), due -> ping(session));
  }

  /**
   * Continues the session of a client that reconnects. The subscriptions continue without a gap.
   */
  void resume(SocketConnection connection, String ticket) {
    var session = byTicket.remove(ticket);
    if (session == null) {
      connection.close(SocketClose.INVALID_RECONNECT);
      return;
    }
    var old = session.connection();
    session.movedTo(connection);
    addHandlers(session, connection);
    sendWelcome(session);
    vertx.setTimer(
        options.reconnectGrace().toMillis(), due -> old.close(SocketClose.GRACE_EXPIRED));
  }

  /**
   * Tells the client to reconnect within the grace time.
   *
   * @param url address for the new connection, without a query
   */
  public void move(SocketSession session, String url) {
    var ticket = randoms.token(TICKET_LENGTH);
    byTicket.values().remove(session);
    byTicket.put(ticket, session);
    session.move();
    session.send(
        SocketFrames.reconnect(session, url + "?reconnect_ticket=" + ticket, clock.instant()),
        clock.instant());
    vertx.setTimer(
        options.reconnectGrace().toMillis(),
        due -> {
          if (byTicket.containsKey(ticket)) {
            close(session, SocketClose.GRACE_EXPIRED);
          }
        });
  }

  public void silence(SocketSession session, boolean on) {
    session.silence(on);
  }

  /** Ends the session with this close code, on behalf of Twitch. */
  public void close(SocketSession session, int code, String reason) {
    end(session, SocketClose.statusOf(code));
    session.connection().close(code, reason);
  }

  /** Ends the session without a close frame, as when a server crashes. */
  public void cut(SocketSession session) {
    end(session, SocketClose.NETWORK_ERROR.status);
    session.connection().cut();
  }

  private void close(SocketSession session, SocketClose cause) {
    close(session, cause.code, cause.reason);
  }

  private void addHandlers(SocketSession session, SocketConnection connection) {
    connection.onInbound(
        () -> {
          if (connection == session.connection()) {
            close(session, SocketClose.INBOUND_TRAFFIC);
          } else {
            connection.close(SocketClose.INBOUND_TRAFFIC);
          }
        });
    // Closing the old connection after a move does not end the session.
    connection.onClose(
        () -> {
          if (connection == session.connection()) {
            end(session, SocketClose.CLIENT_DISCONNECTED);
          }
        });
  }

  private void sendWelcome(SocketSession session) {
    session.send(SocketFrames.welcome(session, clock.instant()), clock.instant());
  }

  /**
   * Sends keepalives. Every message restarts the interval, because a message shows life as well.
   */
  private void keepAlive(SocketSession session) {
    if (!isOpen(session)) {
      return;
    }
    var pause = Duration.ofSeconds(session.keepaliveSeconds());
    var remaining = pause.minus(Duration.between(session.lastSent(), clock.instant()));
    if (remaining.toMillis() <= 0) {
      if (!session.isSilent()) {
        session.send(SocketFrames.keepalive(clock.instant()), clock.instant());
      }
      remaining = pause;
    }
    vertx.setTimer(Math.max(1, remaining.toMillis()), due -> keepAlive(session));
  }

  private void ping(SocketSession session) {
    if (!isOpen(session)) {
      return;
    }
    if (!session.isSilent() && !session.connection().ping()) {
      close(session, SocketClose.FAILED_PING_PONG);
      return;
    }
    vertx.setTimer(options.pingPause().toMillis(), due -> ping(session));
  }

  private void endUnused(SocketSession session) {
    if (isOpen(session) && !isUsed.test(session.id())) {
      close(session, SocketClose.UNUSED);
    }
  }

  private boolean isOpen(SocketSession session) {
    return byId.containsKey(session.id());
  }

  private void end(SocketSession session, String status) {
    if (byId.remove(session.id()) != null) {
      byTicket.values().remove(session);
      ended.accept(session.transport().ended(clock.instant()), status);
    }
  }

  /** Closes all connections. Timers end with the verticle. */
  public void close() {
    sessions().forEach(session -> session.connection().close(1001, "Going away"));
  }
}
