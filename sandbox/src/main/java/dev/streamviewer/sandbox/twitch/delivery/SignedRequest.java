package dev.streamviewer.sandbox.twitch.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.sandbox.twitch.eventsub.EventSubNotification;
import dev.streamviewer.sandbox.twitch.eventsub.EventSubTransport.Webhook;
import dev.streamviewer.sandbox.wire.HmacSignature;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A message as a callback gets it, signed with that callback's secret.
 *
 * @param via how it came to go there, as people are told
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

  /** The same message as someone would send it who does not know the secret. */
  SignedRequest forged() {
    var guess = "not-" + target.secret();
    return new SignedRequest(
        message, target, via, signature(guess, message.id(), message.timestamp(), message.body()));
  }

  /** A challenge to a shard names no subscription, so it has no headers about one either. */
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
