package dev.streamviewer.webhook.transport;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The way that events take from Twitch to us. */
public interface SubscriptionTransport {
  /** Sees to it that the way is there, and finds out which there were before; once a round. */
  Future<Void> prepare();

  /** Finds out what {@link #of} and {@link #wish} need to know, unless it is known. */
  Future<Void> known();

  /** What a new subscription is told of its way. */
  JsonObject wish();

  /** Whether a subscription, as Twitch lists it, takes this way, one of ours before, or another. */
  Ownership of(JsonObject subscription);

  /** Whether what is sent this way arrives, as far as we know. */
  boolean isReady();

  /** Twitch refused the wish: what is known of the way may have changed. */
  void doubt();
}
