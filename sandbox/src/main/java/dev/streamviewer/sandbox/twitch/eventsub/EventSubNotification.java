package dev.streamviewer.sandbox.twitch.eventsub;

import dev.streamviewer.sandbox.wire.TwitchTimes;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An EventSub message for any transport. Retries keep the id and the timestamp.
 *
 * @param kind {@code notification}, {@code webhook_callback_verification} or {@code revocation}
 * @param subscription subscription of the message; empty for a challenge to the shard of a conduit
 */
public record EventSubNotification(
    String id,
    String kind,
    String timestamp,
    Optional<EventSubSubscription> subscription,
    Buffer body) {
  public static final String NOTIFICATION = "notification";
  public static final String CHALLENGE = "webhook_callback_verification";
  public static final String REVOCATION = "revocation";

  public static EventSubNotification of(
      String kind, EventSubSubscription subscription, JsonObject body, Instant now) {
    return of(kind, Optional.of(subscription), body, now);
  }

  public static EventSubNotification of(
      String kind, Optional<EventSubSubscription> subscription, JsonObject body, Instant now) {
    return new EventSubNotification(
        UUID.randomUUID().toString(), kind, TwitchTimes.nanos(now), subscription, body.toBuffer());
  }
}
