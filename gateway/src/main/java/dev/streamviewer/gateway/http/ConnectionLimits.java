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
 * Bounds the number of open connections and closes silent connections. At a limit, the longest-idle
 * connection makes room: at the limit per address, a connection of the same address; at the total
 * limit, a connection of the address with the most. So no address can shut out others by holding
 * connections.
 *
 * <p>A connection may receive a trickle of bytes without ever beginning or completing a request.
 * The read-idle timeout never closes such a connection; this class does.
 */
public final class ConnectionLimits {
  private static final Logger log = LoggerFactory.getLogger(ConnectionLimits.class);

  /** The maximum number of closing connections per address. */
  private static final int MAX_CLOSING = 500;

  private final Map<HttpConnection, OpenConnection> open = new HashMap<>();
  private final ConnectionShares<OpenConnection> inUse = new ConnectionShares<>();
  private final ConnectionShares<OpenConnection> closing = new ConnectionShares<>();
  private final Vertx vertx;
  private final HttpLimits limits;
  private final int maxPerAddress;
  private final RefusalCounter refusals;

  /**
   * @param maxPerAddress the maximum number of connections per remote address
   */
  public ConnectionLimits(
      Vertx vertx, HttpLimits limits, int maxPerAddress, RefusalCounter refusals) {
    this.vertx = vertx;
    this.limits = limits;
    this.maxPerAddress = maxPerAddress;
    this.refusals = refusals;
  }

  /** Closes silent connections periodically, until the verticle is undeployed. */
  public void startClosingSilent() {
    var shortest = Math.min(limits.firstHead().toMillis(), limits.silence().toMillis());
    vertx.setPeriodic(shortest / 6, tick -> closeSilent());
  }

  public void onOpened(HttpConnection connection) {
    var opened = new OpenConnection(connection);
    connection.exceptionHandler(failure -> onFailure(opened, failure));
    if (!makeRoom(opened.address())) {
      connection.close();
      return;
    }
    open.put(connection, opened);
    inUse.add(opened.address(), opened);
    connection.closeHandler(closed -> forget(connection, opened));
  }

  /**
   * Records the beginning of a request. Call before any other handling.
   *
   * @return whether the request may be answered; false once the end of the connection was
   *     announced, since the bytes could belong to an earlier body
   */
  public boolean onRequest(HttpServerRequest request) {
    var connection = open.get(request.connection());
    if (connection == null || connection.isEnding()) {
      return false;
    }
    progress(connection);
    request.end().onSuccess(end -> progress(connection));
    if (AnnouncedBody.isPresent(request.headers())) {
      request.response().headersEndHandler(head -> closeIfUnread(request, connection));
    }
    return true;
  }

  /**
   * Closes the connection after a response that was sent before the whole body was read. The rest
   * of the body must not be parsed as a request, even if a proxy and this server disagree on the
   * length.
   */
  private void closeIfUnread(HttpServerRequest request, OpenConnection connection) {
    if (!request.isEnded()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      connection.end();
      // Closing while bytes still arrive would make the client lose the response.
      vertx.setTimer(limits.linger().toMillis(), late -> close(connection));
    }
  }

  /**
   * Closes a connection if a limit is reached. Closing lasts until the client has read all earlier
   * responses, so closing connections are limited as well.
   */
  private boolean makeRoom(String address) {
    if (inUse.size(address) >= maxPerAddress) {
      refusals.count("connections_of_address");
      close(inUse.longestIdle(address));
    } else if (inUse.size() >= limits.connections()) {
      refusals.count("connections");
      close(inUse.longestIdle(inUse.largest()));
    }
    return closing.size(address) < MAX_CLOSING && closing.size() < limits.connections();
  }

  /** Logs a wire failure without a stack trace: the remote side caused the failure. */
  private void onFailure(OpenConnection connection, Throwable failure) {
    log.debug("Connection failed: {}", failure.toString());
    // Netty cannot decode the bytes, or a client sends more requests than it reads responses.
    if (failure instanceof DecoderException && connection.markBroken()) {
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
