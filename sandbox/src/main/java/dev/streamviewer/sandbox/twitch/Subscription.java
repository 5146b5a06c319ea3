package dev.streamviewer.sandbox.twitch;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;

/** An EventSub subscription over webhooks. */
public record Subscription(
    String id,
    String status,
    String type,
    String version,
    Map<String, String> condition,
    String callback,
    String secret,
    Instant createdAt,
    int cost) {

  public static final String ENABLED = "enabled";
  static final String PENDING = "webhook_callback_verification_pending";
  static final String VERIFICATION_FAILED = "webhook_callback_verification_failed";
  static final String FAILURES_EXCEEDED = "notification_failures_exceeded";

  Subscription with(String status) {
    return new Subscription(
        id, status, type, version, condition, callback, secret, createdAt, cost);
  }

  public boolean isEnabled() {
    return status.equals(ENABLED);
  }

  /** Whether it stands in the way of another of the same kind: a dead one causes no 409. */
  boolean isLive() {
    return isEnabled() || status.equals(PENDING);
  }

  boolean sameAs(String type, Map<String, String> condition) {
    return this.type.equals(type) && this.condition.equals(condition);
  }

  boolean concerns(String userId) {
    return condition.containsValue(userId);
  }

  /** The users whose events it asks for, not those who authorised it. */
  public Stream<String> subjects() {
    return condition.entrySet().stream()
        .filter(entry -> isSubject(entry.getKey()))
        .map(Map.Entry::getValue);
  }

  private boolean isSubject(String key) {
    return key.endsWith("broadcaster_user_id")
        || key.equals("user_id") && !condition.containsKey("broadcaster_user_id");
  }

  /** As Twitch writes it everywhere; the secret is never told. */
  public JsonObject toJson() {
    var conditionJson = new JsonObject();
    condition.forEach(conditionJson::put);
    return new JsonObject()
        .put("id", id)
        .put("status", status)
        .put("type", type)
        .put("version", version)
        .put("condition", conditionJson)
        .put("transport", new JsonObject().put("method", "webhook").put("callback", callback))
        .put("created_at", Times.nanos(createdAt))
        .put("cost", cost);
  }
}
