package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.wire.ApiError;
import java.util.stream.Collectors;

/** How much one user may have on the WebSocket server: EventSub's "Subscription limits". */
final class SocketQuota {
  private static final int MAX_SESSIONS = 3;
  private static final int MAX_ON_ONE_SESSION = 300;

  private final EventSubSubscriptions subscriptions;

  SocketQuota(EventSubSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  /** Refuses one more subscription on this session when it would be one too many. */
  void check(String sessionId, String ownerId) {
    var onSession = subscriptions.on(sessionId);
    if (onSession.stream().anyMatch(other -> !other.ownerId().equals(ownerId))) {
      throw new ApiError(
          400, "websocket transport cannot have subscriptions created by different users");
    }
    if (onSession.size() >= MAX_ON_ONE_SESSION) {
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
