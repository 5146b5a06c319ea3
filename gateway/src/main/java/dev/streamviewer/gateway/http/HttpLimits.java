package dev.streamviewer.gateway.http;

import java.time.Duration;

/**
 * What one server takes before it refuses.
 *
 * @param body how long the body of a request may take to arrive
 * @param bodyBytes how many bytes of bodies may be here at a time
 * @param bodyShare how many of them one client may have sent
 * @param callbacks how many callbacks may wait for the webhook service at a time
 * @param pusherWebhooks how many of Pusher's webhooks may wait for the notifier at a time
 * @param connections how many connections may be open at a time
 * @param firstHead how long a connection may be open before its first request begins
 * @param silence how long a connection may be open without a request beginning or ending on it
 * @param linger how long a client may take to read the last answer of its connection and to stop
 *     sending
 */
public record HttpLimits(
    Duration body,
    long bodyBytes,
    long bodyShare,
    int callbacks,
    int pusherWebhooks,
    int connections,
    Duration firstHead,
    Duration silence,
    Duration linger) {
  private static final long MEGABYTE = 1024 * 1024;

  public static HttpLimits standard() {
    return new HttpLimits(
        Duration.ofSeconds(10),
        32 * MEGABYTE,
        4 * MEGABYTE,
        1_000,
        32,
        20_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(1));
  }
}
