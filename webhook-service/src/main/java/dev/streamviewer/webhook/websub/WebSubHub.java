package dev.streamviewer.webhook.websub;

import io.vertx.core.Future;
import java.time.Duration;

/** Who sends what happens to those who ask for it. */
interface WebSubHub {
  /** Ten days, the most that Twitch's hub gave. */
  Duration LEASE = Duration.ofDays(10);

  /** A shorter lease is refused: its renewals would keep the hub and us busy. */
  Duration SHORTEST_LEASE = Duration.ofMinutes(5);

  /** Asks for a topic, or for another lease of it; fails if the hub does not take the request. */
  Future<Void> subscribe(String topic, TopicCredentials credentials);

  /** Asks not to send a topic any more to the callback of these credentials. */
  Future<Void> unsubscribe(String topic, TopicCredentials credentials);
}
