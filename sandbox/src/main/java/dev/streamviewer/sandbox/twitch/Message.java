package dev.streamviewer.sandbox.twitch;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One message, whatever way it goes. Its id and timestamp stay the same over all retries.
 *
 * @param kind {@code notification}, {@code webhook_callback_verification} or {@code revocation}
 * @param subscription what it is about; empty for a challenge to the shard of a conduit
 */
public record Message(
    String id, String kind, String timestamp, Optional<Subscription> subscription, Buffer body) {
  static final String NOTIFICATION = "notification";
  static final String CHALLENGE = "webhook_callback_verification";
  static final String REVOCATION = "revocation";

  static Message of(String kind, Subscription subscription, JsonObject body, Instant now) {
    return of(kind, Optional.of(subscription), body, now);
  }

  static Message of(
      String kind, Optional<Subscription> subscription, JsonObject body, Instant now) {
    return new Message(
        UUID.randomUUID().toString(), kind, Times.nanos(now), subscription, body.toBuffer());
  }
}
