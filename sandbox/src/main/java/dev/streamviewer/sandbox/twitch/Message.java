package dev.streamviewer.sandbox.twitch;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.wire.Hmac;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * One message to a callback. Its id, timestamp and signature stay the same over all retries.
 *
 * @param kind {@code notification}, {@code webhook_callback_verification} or {@code revocation}
 */
public record Message(
    String id,
    String kind,
    String timestamp,
    Subscription subscription,
    Buffer body,
    String signature) {
  static final String NOTIFICATION = "notification";
  static final String CHALLENGE = "webhook_callback_verification";
  static final String REVOCATION = "revocation";

  private static final String HEADER = "Twitch-Eventsub-";

  static Message of(String kind, Subscription subscription, JsonObject body, Instant now) {
    return of(UUID.randomUUID().toString(), kind, Times.nanos(now), subscription, body.toBuffer());
  }

  static Message of(
      String id, String kind, String timestamp, Subscription subscription, Buffer body) {
    return new Message(
        id,
        kind,
        timestamp,
        subscription,
        body,
        signature(subscription.secret(), id, timestamp, body));
  }

  static String signature(String secret, String id, String timestamp, Buffer body) {
    return "sha256="
        + Hmac.sha256(secret, id.getBytes(UTF_8), timestamp.getBytes(UTF_8), body.getBytes());
  }

  /** The same message as someone would send it who does not know the secret. */
  Message forged() {
    var guessed = signature("not-" + subscription.secret(), id, timestamp, body);
    return new Message(id, kind, timestamp, subscription, body, guessed);
  }

  MultiMap headers(int retry) {
    return MultiMap.caseInsensitiveMultiMap()
        .add("User-Agent", "twitch-eventsub/sandbox")
        .add("Content-Length", Integer.toString(body.length()))
        .add("Content-Type", "application/json")
        .add(HEADER + "Message-Id", id)
        .add(HEADER + "Message-Retry", Integer.toString(retry))
        .add(HEADER + "Message-Signature", signature)
        .add(HEADER + "Message-Timestamp", timestamp)
        .add(HEADER + "Message-Type", kind)
        .add(HEADER + "Subscription-Type", subscription.type())
        .add(HEADER + "Subscription-Version", subscription.version());
  }
}
