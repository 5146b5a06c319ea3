package dev.streamviewer.gateway.http;

import io.vertx.core.http.HttpConnection;

/** An open connection, and what has happened on it. */
final class OpenConnection {
  private final HttpConnection connection;
  private final String address;
  private long lastProgress = System.nanoTime();
  private boolean spoken;
  private boolean ending;
  private boolean broken;

  OpenConnection(HttpConnection connection) {
    this.connection = connection;
    this.address = ClientAddresses.of(connection.remoteAddress());
  }

  String address() {
    return address;
  }

  /** A request began or ended. */
  void progressed() {
    lastProgress = System.nanoTime();
    spoken = true;
  }

  /** Whether nothing has happened for longer than the limits allow. */
  boolean isSilent(HttpLimits limits) {
    var allowed = spoken ? limits.silence() : limits.firstHead();
    return System.nanoTime() - lastProgress > allowed.toNanos();
  }

  /** Whether this is the first time that the client broke the protocol. */
  boolean isBrokenFirst() {
    var first = !broken;
    broken = true;
    return first;
  }

  /** From now on no request of it is answered. */
  void end() {
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  /** Closes it, once the client has read what is on its way. */
  void close() {
    connection.close();
  }
}
