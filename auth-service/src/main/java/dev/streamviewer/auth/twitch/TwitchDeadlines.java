package dev.streamviewer.auth.twitch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.streamviewer.platform.http.BoundedWebClient.Limits;
import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;

/**
 * Deadlines for calls to Twitch.
 *
 * @param connect for a connection
 * @param whole for a call including the connection
 */
public record TwitchDeadlines(Duration connect, Duration whole) {
  public static final TwitchDeadlines DEFAULT =
      new TwitchDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(5));

  /**
   * Options with these deadlines. Idle connections are closed, since hanging calls would use up the
   * pool.
   */
  HttpClientOptions options() {
    return new HttpClientOptions()
        .setConnectTimeout((int) connect.toMillis())
        .setIdleTimeout((int) whole.toMillis())
        .setIdleTimeoutUnit(MILLISECONDS);
  }

  /** Limits with these deadlines for a client of its own connections. */
  Limits limits(int connections, int maxWaiting) {
    return new Limits(connect, whole, whole, connections, maxWaiting);
  }
}
