package dev.streamviewer.sandbox.twitch.websocket;

import java.util.Arrays;

/** Reasons to close a connection: the table "Close message" of EventSub's guide. */
public enum SocketClose {
  INTERNAL_ERROR(4000, "Internal server error", "websocket_internal_error"),
  INBOUND_TRAFFIC(4001, "Client sent inbound traffic", "websocket_received_inbound_traffic"),
  FAILED_PING_PONG(4002, "Client failed ping-pong", "websocket_failed_ping_pong"),
  UNUSED(4003, "Connection unused", "websocket_connection_unused"),
  GRACE_EXPIRED(4004, "Reconnect grace time expired", "websocket_failed_to_reconnect"),
  NETWORK_TIMEOUT(4005, "Network timeout", "websocket_network_timeout"),
  NETWORK_ERROR(4006, "Network error", "websocket_network_error"),
  INVALID_RECONNECT(4007, "Invalid reconnect", "websocket_failed_to_reconnect");

  /** Status of subscriptions after the client closed the connection. */
  static final String CLIENT_DISCONNECTED = "websocket_disconnected";

  public final int code;
  public final String reason;

  /** Status of the session's subscriptions and shards after this close. */
  final String status;

  SocketClose(int code, String reason, String status) {
    this.code = code;
    this.reason = reason;
    this.status = status;
  }

  /**
   * Returns the status of subscriptions for a close code. Codes outside the table count as a
   * network error.
   */
  static String statusOf(int code) {
    return Arrays.stream(values())
        .filter(close -> close.code == code)
        .map(close -> close.status)
        .findFirst()
        .orElse(NETWORK_ERROR.status);
  }
}
