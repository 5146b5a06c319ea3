package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.WebhookDelivery;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * A callback with the headers of EventSub. That they are there and well formed has been checked,
 * and nothing else.
 *
 * @param timestamp verbatim, as the signature covers it
 * @param at the same as a time
 * @see <a href="https://dev.twitch.tv/docs/eventsub/handling-webhook-events/">Handling webhook
 *     events</a>
 */
record EventSubMessage(
    String id, String timestamp, Instant at, String signature, Type type, Buffer body) {
  private static final String PREFIX = "twitch-eventsub-message-";
  static final int LONGEST_ID = 200;

  /** As {@link Instant#parse}, which builds its own anew each time. */
  private static final DateTimeFormatter RFC_3339 =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendLiteral('Z')
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT)
          .withZone(ZoneOffset.UTC);

  /** The three kinds of message. */
  enum Type {
    NOTIFICATION,
    CHALLENGE,
    REVOCATION
  }

  /** Whether a callback claims to come from EventSub. */
  static boolean isOne(WebhookDelivery delivery) {
    return delivery.headers().keySet().stream().anyMatch(name -> name.startsWith(PREFIX));
  }

  /** Reads the headers; each must be there once. */
  static EventSubMessage of(WebhookDelivery delivery) throws Refusal {
    var id = Headers.single(delivery, PREFIX + "id");
    if (id.length() > LONGEST_ID) {
      throw Headers.malformed(PREFIX + "id", id.length() + " characters long", "at most 200");
    }
    var timestamp = Headers.single(delivery, PREFIX + "timestamp");
    return new EventSubMessage(
        id,
        timestamp,
        parse(timestamp),
        Headers.single(delivery, PREFIX + "signature"),
        type(Headers.single(delivery, PREFIX + "type")),
        delivery.body());
  }

  /** For logs: nothing of what it says, nor its signature. */
  @Override
  public String toString() {
    return "%s %s".formatted(type, id);
  }

  private static Instant parse(String timestamp) throws Refusal {
    try {
      return RFC_3339.parse(timestamp, Instant::from);
    } catch (DateTimeParseException e) {
      throw Headers.malformed(
          PREFIX + "timestamp", "\"" + Headers.shown(timestamp) + "\"", "an RFC 3339 time in UTC");
    }
  }

  private static Type type(String text) throws Refusal {
    return switch (text) {
      case "notification" -> Type.NOTIFICATION;
      case "webhook_callback_verification" -> Type.CHALLENGE;
      case "revocation" -> Type.REVOCATION;
      default ->
          throw Headers.malformed(
              PREFIX + "type",
              "\"" + Headers.shown(text) + "\"",
              "notification, webhook_callback_verification or revocation");
    };
  }
}
