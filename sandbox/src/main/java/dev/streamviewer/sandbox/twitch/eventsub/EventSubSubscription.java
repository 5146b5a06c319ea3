package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Websocket;
import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An EventSub subscription.
 *
 * @param ownerId user whose token subscribed over a WebSocket; {@link #APPLICATION} for webhooks
 *     and conduits
 */
public record EventSubSubscription(
    String id,
    String status,
    String type,
    String version,
    Map<String, String> condition,
    EventSubTransport transport,
    String ownerId,
    Instant createdAt,
    int cost) {

  public static final String ENABLED = "enabled";

  /** Owner of the subscriptions that were created with an app access token. */
  public static final String APPLICATION = "";

  private static final String MODERATOR = "moderator_user_id";

  public static final String PENDING = "webhook_callback_verification_pending";
  public static final String VERIFICATION_FAILED = "webhook_callback_verification_failed";
  public static final String FAILURES_EXCEEDED = "notification_failures_exceeded";
  public static final String CONDUIT_DELETED = "conduit_deleted";

  EventSubSubscription with(String status) {
    return with(status, transport);
  }

  EventSubSubscription with(String status, EventSubTransport transport) {
    return new EventSubSubscription(
        id, status, type, version, condition, transport, ownerId, createdAt, cost);
  }

  public boolean isEnabled() {
    return status.equals(ENABLED);
  }

  /** Whether this subscription blocks a duplicate. An ended subscription causes no 409. */
  public boolean isLive() {
    return isEnabled() || status.equals(PENDING);
  }

  boolean sameAs(String type, Map<String, String> condition) {
    return this.type.equals(type) && this.condition.equals(condition);
  }

  public boolean concerns(String userId) {
    return condition.containsValue(userId) || ownerId.equals(userId);
  }

  /**
   * Whether this subscription ends when the user withdraws consent. A subscription by a moderator's
   * consent depends on the moderator alone.
   */
  public boolean dependsOnConsentOf(String userId) {
    if (!ownerId.equals(APPLICATION)) {
      return ownerId.equals(userId);
    }
    return condition.containsKey(MODERATOR)
        ? userId.equals(condition.get(MODERATOR))
        : concerns(userId) && EventTypes.find(type).filter(EventType::needsConsent).isPresent();
  }

  /** Whether this subscription needs the user's role as a moderator of the channel. */
  public boolean isModeratedBy(String broadcasterId, String userId) {
    return broadcasterId.equals(condition.get("broadcaster_user_id"))
        && (userId.equals(condition.get(MODERATOR))
            || ownerId.equals(APPLICATION) && userId.equals(condition.get("user_id")));
  }

  /** Whether the transport is this session on the WebSocket server. */
  public boolean isOn(String sessionId) {
    return transport instanceof Websocket websocket && websocket.sessionId().equals(sessionId);
  }

  /**
   * Returns the users whose events are subscribed, not the users who authorized the subscription.
   */
  public Stream<String> subjects() {
    return condition.entrySet().stream()
        .filter(entry -> isSubject(entry.getKey()))
        .map(Map.Entry::getValue);
  }

  private boolean isSubject(String key) {
    return key.endsWith("broadcaster_user_id")
        || key.equals("user_id") && !condition.containsKey("broadcaster_user_id");
  }

  /** Returns the JSON of the Twitch API, which never contains the secret. */
  public JsonObject toJson() {
    var conditionJson = new JsonObject();
    condition.forEach(conditionJson::put);
    return new JsonObject()
        .put("id", id)
        .put("status", status)
        .put("type", type)
        .put("version", version)
        .put("condition", conditionJson)
        .put("transport", transport.toJson())
        .put("created_at", TwitchTimes.nanos(createdAt))
        .put("cost", cost);
  }
}
