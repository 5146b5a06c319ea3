package dev.streamviewer.auth.twitch;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.http.HttpClientOptions;
import java.time.Duration;

/**
 * How long Twitch may take.
 *
 * @param connect for a connection
 * @param whole for a call, connection included
 */
public record TwitchDeadlines(Duration connect, Duration whole) {
  public static final TwitchDeadlines USUAL =
      new TwitchDeadlines(Duration.ofSeconds(2), Duration.ofSeconds(5));

  /** A connection on which nothing moves is closed, or calls that hang would use up the pool. */
  <O extends HttpClientOptions> O apply(O options) {
    options
        .setConnectTimeout((int) connect.toMillis())
        .setIdleTimeout((int) whole.toMillis())
        .setIdleTimeoutUnit(MILLISECONDS);
    return options;
  }
}
