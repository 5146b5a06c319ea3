package dev.streamviewer.gateway;

import java.time.Duration;

/**
 * What one server takes before it refuses.
 *
 * @param body how long the body of a request may take to arrive
 * @param callbacks how many callbacks may be under way at a time
 * @param connections how many connections may be open at a time
 * @param silence how long a connection may be open without a request beginning or ending on it
 */
record Limits(Duration body, int callbacks, int connections, Duration silence) {
  static Limits standard() {
    return new Limits(Duration.ofSeconds(10), 1_000, 20_000, Duration.ofSeconds(60));
  }
}
