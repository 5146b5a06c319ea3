package dev.streamviewer.gateway.http;

import io.vertx.core.http.HttpConnection;

/** An open connection and its activity. */
final class OpenConnection {
  private final HttpConnection connection;
  private final String address;
  private long lastProgress = System.nanoTime();
  private boolean hasHadRequest;
  private boolean ending;
  private boolean broken;

  OpenConnection(HttpConnection connection) {
    this.connection = connection;
    this.address = ClientAddresses.of(connection.remoteAddress());
  }

  String address() {
    return address;
  }

  /** Records that a request began or ended. */
  void progressed() {
    lastProgress = System.nanoTime();
    hasHadRequest = true;
  }

  /** Whether the last progress is longer ago than the limits allow. */
  boolean isSilent(HttpLimits limits) {
    var allowed = hasHadRequest ? limits.silence() : limits.firstHead();
    return System.nanoTime() - lastProgress > allowed.toNanos();
  }

  /** Records that the client broke the protocol; returns whether for the first time. */
  boolean markBroken() {
    var first = !broken;
    broken = true;
    return first;
  }

  /** Announces the end: further requests are not answered. */
  void end() {
    ending = true;
  }

  boolean isEnding() {
    return ending;
  }

  /** Closes the connection once the client has read all sent data. */
  void close() {
    connection.close();
  }
}
