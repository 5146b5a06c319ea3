package dev.streamviewer.gateway.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the open connections few and alive. At a limit the connection that has been idle longest
 * makes room: one of the same address at the limit of an address, one of the address that holds
 * most at the limit of all. So no address can keep others out by holding connections.
 *
 * <p>A connection on which bytes drip, but no request ever begins or ends, would hold its place for
 * ever: to a time-out on reading it is not idle.
 */
public final class ConnectionLimits {
  private static final Logger log = LoggerFactory.getLogger(ConnectionLimits.class);

  /** How many connections of one address may be closing at a time. */
  private static final int MOST_CLOSING = 500;

  private final Map<HttpConnection, OpenConnection> open = new HashMap<>();
  private final ConnectionShares<OpenConnection> inUse = new ConnectionShares<>();
  private final ConnectionShares<OpenConnection> closing = new ConnectionShares<>();
  private final Vertx vertx;
  private final HttpLimits limits;
  private final int mostPerAddress;
  private final RefusalCounter refusals;

  /**
   * @param mostPerAddress how many connections one remote address may hold
   */
  public ConnectionLimits(
      Vertx vertx, HttpLimits limits, int mostPerAddress, RefusalCounter refusals) {
    this.vertx = vertx;
    this.limits = limits;
    this.mostPerAddress = mostPerAddress;
    this.refusals = refusals;
  }

  /** Closes silent connections, from time to time until the verticle is undeployed. */
  public void watch() {
    var shortest = Math.min(limits.firstHead().toMillis(), limits.silence().toMillis());
    vertx.setPeriodic(shortest / 6, tick -> closeSilent());
  }

  public void opened(HttpConnection connection) {
    var opened = new OpenConnection(connection);
    connection.exceptionHandler(failure -> failed(opened, failure));
    if (!makeRoom(opened.address())) {
      connection.close();
      return;
    }
    open.put(connection, opened);
    inUse.add(opened.address(), opened);
    connection.closeHandler(closed -> forget(connection, opened));
  }

  /**
   * Call it for every request before anything else.
   *
   * @return whether the request may be answered; none may after the end of the connection was
   *     announced, since it could be bytes of an earlier body
   */
  public boolean began(HttpServerRequest request) {
    var connection = open.get(request.connection());
    if (connection == null || connection.isEnding()) {
      return false;
    }
    progress(connection);
    request.end().onSuccess(end -> progress(connection));
    if (AnnouncedBody.isPresent(request)) {
      request.response().headersEndHandler(head -> endIfUnread(request, connection));
    }
    return true;
  }

  /**
   * An answer before the whole body was read is the last of its connection: the rest of the body
   * must not be taken for a request, whatever a proxy and this server think of its length.
   */
  private void endIfUnread(HttpServerRequest request, OpenConnection connection) {
    if (!request.isEnded()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      connection.end();
      // Closing while bytes still come in would make the client lose the answer.
      vertx.setTimer(limits.linger().toMillis(), late -> close(connection));
    }
  }

  /**
   * Closes a connection where a limit is reached. That takes until its client has read what was
   * sent before, so those that are closing have limits as well.
   */
  private boolean makeRoom(String address) {
    if (inUse.size(address) >= mostPerAddress) {
      refusals.count("connections_of_address");
      close(inUse.longestIdle(address));
    } else if (inUse.size() >= limits.connections()) {
      refusals.count("connections");
      close(inUse.longestIdle(inUse.largest()));
    }
    return closing.size(address) < MOST_CLOSING && closing.size() < limits.connections();
  }

  /** What goes wrong on the wire is the other side's doing, and no reason for a stack trace. */
  private void failed(OpenConnection connection, Throwable failure) {
    log.debug("Connection failed: {}", failure.toString());
    // Netty cannot decode it, or a client sends more requests than it reads answers.
    if (failure instanceof DecoderException && connection.isBrokenFirst()) {
      refusals.count("protocol");
    }
  }

  private void progress(OpenConnection connection) {
    connection.progressed();
    inUse.progressed(connection.address(), connection);
  }

  private void closeSilent() {
    List.copyOf(open.values()).stream()
        .filter(connection -> connection.isSilent(limits))
        .forEach(this::close);
  }

  private void close(OpenConnection connection) {
    if (inUse.remove(connection.address(), connection)) {
      closing.add(connection.address(), connection);
    }
    connection.close();
  }

  private void forget(HttpConnection closed, OpenConnection connection) {
    open.remove(closed);
    inUse.remove(connection.address(), connection);
    closing.remove(connection.address(), connection);
  }
}
