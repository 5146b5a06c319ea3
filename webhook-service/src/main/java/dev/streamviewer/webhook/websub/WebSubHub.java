package dev.streamviewer.webhook.websub;

import io.vertx.core.Future;
import java.time.Duration;

/** A hub, which sends the notifications of subscribed topics. */
interface WebSubHub {
  /** Ten days, the longest lease of Twitch's hub. */
  Duration LEASE = Duration.ofDays(10);

  /** A shorter lease is rejected: its renewals would keep both the hub and this service busy. */
  Duration MIN_LEASE = Duration.ofMinutes(5);

  /** Requests a subscription or a new lease; fails if the hub does not accept the request. */
  Future<Void> subscribe(String topic, TopicCredentials credentials);

  /** Requests the end of the subscription at the callback of these credentials. */
  Future<Void> unsubscribe(String topic, TopicCredentials credentials);
}
