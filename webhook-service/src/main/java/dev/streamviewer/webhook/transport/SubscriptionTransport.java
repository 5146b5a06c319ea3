package dev.streamviewer.webhook.transport;

import dev.streamviewer.webhook.eventsub.EventSubTransport;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** The transport of events from Twitch to this deployment. */
public interface SubscriptionTransport {
  /** Prepares the transport and finds previous ones; once a round. */
  Future<Void> prepare();

  /**
   * Loads the state that {@link #ownershipOf} and {@link #transportJson} need, unless it is loaded.
   */
  Future<Void> ensureLoaded();

  /** The transport of a new subscription, as JSON for Helix. */
  JsonObject transportJson();

  /** The ownership of a subscription with a transport as listed by Twitch. */
  SubscriptionOwnership ownershipOf(EventSubTransport listed);

  /** Whether the transport delivers events, as far as known. */
  boolean isReady();

  /** Marks the loaded state as possibly outdated, after Twitch refused a subscription. */
  void invalidate();
}
