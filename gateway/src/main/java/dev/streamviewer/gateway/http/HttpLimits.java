package dev.streamviewer.gateway.http;

import java.time.Duration;

/**
 * Limits of a server, beyond which requests are rejected.
 *
 * @param body the maximum time for the body of a request to arrive
 * @param bodyBytes the maximum number of body bytes in memory
 * @param bodyShare the maximum number of body bytes in memory per client
 * @param callbacks the maximum number of callbacks that wait for the webhook service
 * @param pusherWebhooks the maximum number of Pusher webhooks that wait for the notifier
 * @param connections the maximum number of open connections
 * @param firstHead the maximum time from opening a connection to the beginning of the first request
 * @param silence the maximum time on a connection without a request beginning or ending
 * @param linger the maximum time for a client to read the last response of its connection and to
 *     stop sending
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
