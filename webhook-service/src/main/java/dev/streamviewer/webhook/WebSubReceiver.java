package dev.streamviewer.webhook;

import dev.streamviewer.platform.contract.StreamEvent;
import dev.streamviewer.platform.contract.Streamer;
import dev.streamviewer.platform.contract.WebhookDelivery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Understands the notifications that Twitch's hub sent before EventSub: "stream changed", with one
 * stream, or none once it ended.
 *
 * @see <a href="https://www.w3.org/TR/websub/#authenticated-content-distribution">WebSub 7</a>
 */
final class WebSubReceiver {
  private static final String SIGNATURE = "x-hub-signature";
  private static final String ID = "twitch-notification-id";
  private static final String TIMESTAMP = "twitch-notification-timestamp";
  private static final Pattern TOPIC =
      Pattern.compile("<[^>]*/streams\\?user_id=(\\d{1,20})>;\\s*rel=\"?self\"?");

  private final SignatureVerifier verifier;
  private final StreamerLookup streamers;
  private final Clock clock;

  /** A notification whose signature holds. */
  record Notification(String id, String streamerId, Instant at, Optional<JsonObject> stream) {}

  WebSubReceiver(SignatureVerifier verifier, StreamerLookup streamers, Clock clock) {
    this.verifier = verifier;
    this.streamers = streamers;
    this.clock = clock;
  }

  /**
   * Checks and reads a notification. Its timestamp is not signed, so that no window of time would
   * keep a replay out; the id keeps out what comes twice.
   */
  Notification accept(WebhookDelivery delivery) throws Refusal {
    if (delivery.header(SIGNATURE).isEmpty()) {
      throw new Refusal(
          Outcome.MALFORMED,
          400,
          "There is no signature: expected the headers of Twitch EventSub, or %s."
              .formatted(SIGNATURE));
    }
    if (!verifier.verify(Headers.single(delivery, SIGNATURE), delivery.body())) {
      throw new Refusal(Outcome.BAD_SIGNATURE, 403, "The signature does not match the body.");
    }
    return new Notification(
        Headers.single(delivery, ID), streamerId(delivery), at(delivery), stream(delivery));
  }

  /** The event; empty if Twitch does not know the streamer any more. */
  Future<Optional<StreamEvent>> translate(Notification notification) {
    return streamers
        .byId(notification.streamerId())
        .map(found -> found.map(streamer -> event(notification, streamer)));
  }

  private static StreamEvent event(Notification notification, Streamer streamer) {
    var type = notification.stream().isPresent() ? "stream.online" : "stream.offline";
    var details = notification.stream().orElseGet(JsonObject::new);
    return new StreamEvent(
        notification.id(),
        type,
        notification.at(),
        streamer,
        Headlines.of(type, streamer.name(), details),
        details);
  }

  private static String streamerId(WebhookDelivery delivery) throws Refusal {
    var topic = TOPIC.matcher(String.join(", ", delivery.header("link")));
    if (!topic.find()) {
      throw Headers.malformed("link", "without a topic", "rel=\"self\" with streams?user_id=");
    }
    return topic.group(1);
  }

  private Instant at(WebhookDelivery delivery) {
    try {
      return Instant.parse(Headers.single(delivery, TIMESTAMP));
    } catch (Refusal | DateTimeParseException e) {
      return clock.instant();
    }
  }

  private static Optional<JsonObject> stream(WebhookDelivery delivery) throws Refusal {
    if (EventSubBody.parseObject(delivery.body()).getValue("data") instanceof JsonArray data) {
      return data.stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .findFirst();
    }
    throw EventSubBody.malformed("has no data");
  }
}
