package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.wire.ApiError;
import java.util.stream.Collectors;

/** Limits of a user on the WebSocket server: EventSub's "Subscription limits". */
final class SocketQuota {
  private static final int MAX_SESSIONS = 3;
  private static final int MAX_PER_SESSION = 300;

  private final EventSubSubscriptions subscriptions;

  SocketQuota(EventSubSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** Rejects a new subscription that would exceed a limit. */
  void check(String sessionId, String ownerId) {
    var onSession = subscriptions.on(sessionId);
    if (onSession.stream().anyMatch(other -> !other.ownerId().equals(ownerId))) {
      throw new ApiError(
          400, "websocket transport cannot have subscriptions created by different users");
    }
    if (onSession.size() >= MAX_PER_SESSION) {
      throw new ApiError(429, "number of subscriptions on the websocket transport limit exceeded");
    }
    var transports =
        subscriptions
            .live(ownerId)
            .map(EventSubSubscription::transport)
            .collect(Collectors.toSet());
    if (onSession.isEmpty() && transports.size() >= MAX_SESSIONS) {
      throw new ApiError(429, "number of websocket transports limit exceeded");
    }
  }
}
