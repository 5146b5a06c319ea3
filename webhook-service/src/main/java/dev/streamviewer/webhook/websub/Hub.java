package dev.streamviewer.webhook.websub;

import io.vertx.core.Future;
import java.time.Duration;

/** Who sends what happens to those who ask for it. */
interface Hub {
  /** Ten days, the most that Twitch's hub gave. */
  Duration LEASE = Duration.ofDays(10);

  /** Asks for a topic, or for another lease of it; fails if the hub does not take the request. */
  Future<Void> subscribe(String topic);

  /** Asks not to send a topic any more. */
  Future<Void> unsubscribe(String topic);
}
