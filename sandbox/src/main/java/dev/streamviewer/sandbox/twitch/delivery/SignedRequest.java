package dev.streamviewer.sandbox.twitch.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.wire.HmacSignature;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A message for a callback, signed with the callback's secret.
 *
 * @param via route of the message, as shown to people
 */
public record SignedRequest(
    EventSubNotification message, Webhook target, String via, String signature) {
  private static final String HEADER = "Twitch-Eventsub-";

  static SignedRequest signed(EventSubNotification message, Webhook target, String via) {
    return new SignedRequest(
        message,
        target,
        via,
        signature(target.secret(), message.id(), message.timestamp(), message.body()));
  }

  public static String signature(String secret, String id, String timestamp, Buffer body) {
    return "sha256="
        + HmacSignature.sha256(
            secret, id.getBytes(UTF_8), timestamp.getBytes(UTF_8), body.getBytes());
  }

  /** Returns the same message, signed with a wrong secret. */
  SignedRequest forged() {
    var wrongSecret = "not-" + target.secret();
    return new SignedRequest(
        message,
        target,
        via,
        signature(wrongSecret, message.id(), message.timestamp(), message.body()));
  }

  /** Returns the HTTP headers. A challenge to a shard has no subscription headers. */
  MultiMap headers(int retry) {
    var headers =
        MultiMap.caseInsensitiveMultiMap()
            .add("User-Agent", "twitch-eventsub/sandbox")
            .add("Content-Length", Integer.toString(message.body().length()))
            .add("Content-Type", "application/json")
            .add(HEADER + "Message-Id", message.id())
            .add(HEADER + "Message-Retry", Integer.toString(retry))
            .add(HEADER + "Message-Signature", signature)
            .add(HEADER + "Message-Timestamp", message.timestamp())
            .add(HEADER + "Message-Type", message.kind());
    message
        .subscription()
        .ifPresent(
            subscription ->
                headers
                    .add(HEADER + "Subscription-Type", subscription.type())
                    .add(HEADER + "Subscription-Version", subscription.version()));
    return headers;
  }
}
