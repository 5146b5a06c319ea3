package dev.streamviewer.sandbox.pusher.channel;

/**
 * Reasons to close a connection. 40xx: do not reconnect. 41xx: reconnect later. 42xx: reconnect at
 * once.
 */
public enum PusherCloseCode {
  UNKNOWN_APP(4001, "Application does not exist"),
  OVER_QUOTA(4004, "Application is over connection quota"),
  BAD_PATH(4005, "Path not found"),
  BAD_VERSION(4006, "Invalid version string format"),
  UNSUPPORTED_PROTOCOL(4007, "Unsupported protocol version"),
  NO_PROTOCOL(4008, "No protocol version supplied"),
  UNAUTHORISED(4009, "Connection is unauthorized"),
  TOO_SLOW(4100, "Over capacity: the client does not read fast enough"),
  NO_PONG(4201, "Pong reply not received");

  public final int code;
  public final String reason;

  PusherCloseCode(int code, String reason) {
    this.code = code;
    this.reason = reason;
  }
}
