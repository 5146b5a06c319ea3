package dev.streamviewer.webhook.websub;

import dev.streamviewer.platform.contract.webhook.EventSubHeaders;
import dev.streamviewer.platform.contract.webhook.WebhookDelivery;
import dev.streamviewer.webhook.dedup.KeyedEvent;
import dev.streamviewer.webhook.delivery.EventPipeline;
import dev.streamviewer.webhook.eventsub.CallbackOutcome;
import dev.streamviewer.webhook.eventsub.DeliveryHeaders;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.headline.EventTranslator;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the notifications of Twitch's hub before EventSub: "stream changed", with one stream, or
 * none after the end. Accepts notifications from the configured hub only.
 *
 * @see <a href="https://www.w3.org/TR/websub/#authenticated-content-distribution">WebSub 7</a>
 */
public final class WebSubReceiver {
  private static final Logger log = LoggerFactory.getLogger(WebSubReceiver.class);

  private static final String ID = "twitch-notification-id";
  private static final String TIMESTAMP = "twitch-notification-timestamp";

  /** The hub's only subscription to a topic has no id. */
  private static final String NO_SUBSCRIPTION = "";

  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;

  /** Any sender may write this header, so the pattern reads each address only once. */
  private static final Pattern TOPIC = Pattern.compile("<([^<>]{1,2048})>;\\s?rel=\"?self\"?");

  private final Optional<WebSubConfig> hub;
  private final EventTranslator translator;
  private final EventPipeline pipeline;
  private final Clock clock;

  /** A notification with a valid signature. */
  private record Notification(
      String id,
      String streamerId,
      Instant at,
      Optional<JsonObject> stream,
      OriginalMessage original) {}

  /**
   * @param hub the hub whose notifications are accepted; empty to reject all
   */
  public WebSubReceiver(
      Optional<WebSubConfig> hub, EventTranslator translator, EventPipeline pipeline, Clock clock) {
    this.hub = hub;
    this.translator = translator;
    this.pipeline = pipeline;
    this.clock = clock;
  }

  /** Verifies and handles a notification. */
  public Future<CallbackOutcome> accept(WebhookDelivery delivery) throws RejectedDelivery {
    var notification = authenticate(delivery);
    return pipeline.handleInTime(
        notification.id(),
        () -> translate(notification).compose(events -> pipeline.deliver(events, NO_SUBSCRIPTION)));
  }

  /**
   * Verifies and reads a notification. Topic, id and timestamp are not signed. The token and the
   * secret, unique to the topic, bind the notification to the topic. A time window would not stop a
   * replay; the id stops duplicates.
   */
  private Notification authenticate(WebhookDelivery delivery) throws RejectedDelivery {
    var signature = DeliveryHeaders.hubSignature(delivery);
    var config = hub.orElseThrow(() -> notOurs(WebSub.NO_HUB.text()));
    var topic = topic(delivery);
    var streamerId = config.streamerOf(topic).orElseThrow(WebSubReceiver::unknownCallback);
    checkSignature(
        signature,
        delivery,
        streamerId,
        config
            .credentials()
            .find(topic, delivery.hubToken())
            .orElseThrow(WebSubReceiver::unknownCallback));
    return new Notification(
        id(delivery),
        streamerId,
        at(delivery),
        stream(delivery, streamerId),
        original(delivery, streamerId));
  }

  /** Translates a notification into an event; empty if Twitch no longer knows the streamer. */
  private Future<List<KeyedEvent>> translate(Notification notification) {
    return translator.webSub(
        notification.id(),
        notification.at(),
        notification.stream().isPresent() ? "stream.online" : "stream.offline",
        notification.streamerId(),
        notification.stream().orElseGet(JsonObject::new),
        notification.original());
  }

  private static OriginalMessage original(WebhookDelivery delivery, String streamerId) {
    return new OriginalMessage(
        delivery.body().length(),
        () -> List.of(stream(delivery, streamerId).orElseGet(JsonObject::new)));
  }

  private static String topic(WebhookDelivery delivery) throws RejectedDelivery {
    var topic = TOPIC.matcher(String.join(", ", delivery.header("link")));
    if (!topic.find()) {
      throw DeliveryHeaders.malformed(
          "link", "without a topic", "rel=\"self\" with streams?user_id=");
    }
    return topic.group(1);
  }

  /**
   * Logs a wrong signature: the token was right, so the hub sent the request and its operator can
   * fix the fault.
   */
  private static void checkSignature(
      String given, WebhookDelivery delivery, String streamerId, TopicCredentials credentials)
      throws RejectedDelivery {
    var signature = HubSignature.parse(given);
    if (signature.filter(it -> it.matches(credentials.secret(), delivery.body())).isEmpty()) {
      var sentence =
          signature.isEmpty()
              ? "The signature cannot be accepted: expected sha256, sha384 or sha512, then = and"
                  + " hex digits."
              : "The signature does not match: expected one made with the secret of this topic.";
      log.warn("A notification of the hub about streamer {} was refused. {}", streamerId, sentence);
      throw new RejectedDelivery(CallbackOutcome.BAD_SIGNATURE, FORBIDDEN, sentence);
    }
  }

  private static String id(WebhookDelivery delivery) throws RejectedDelivery {
    var id = DeliveryHeaders.single(delivery, ID);
    if (id.length() > EventSubHeaders.MAX_ID_LENGTH) {
      throw DeliveryHeaders.malformed(ID, id.length() + " characters long", "at most 200");
    }
    return id;
  }

  private Instant at(WebhookDelivery delivery) {
    try {
      return Instant.parse(DeliveryHeaders.single(delivery, TIMESTAMP));
    } catch (RejectedDelivery | DateTimeParseException e) {
      return clock.instant();
    }
  }

  /**
   * Returns the stream, which must belong to the topic's streamer; empty after the stream's end.
   */
  private static Optional<JsonObject> stream(WebhookDelivery delivery, String streamerId)
      throws RejectedDelivery {
    if (!(EventSubBody.parseObject(delivery.body()).getValue("data") instanceof JsonArray data)) {
      throw EventSubBody.malformed("has no data");
    }
    if (data.isEmpty()) {
      return Optional.empty();
    }
    if (!(data.getValue(0) instanceof JsonObject stream)) {
      throw EventSubBody.malformed("has no object in data[0]");
    }
    if (!streamerId.equals(stream.getValue("user_id"))) {
      throw new RejectedDelivery(
          CallbackOutcome.NOT_OURS,
          FORBIDDEN,
          "The stream in data[0] is another streamer's: expected user_id %s, as in the topic."
              .formatted(streamerId));
    }
    return Optional.of(stream);
  }

  private static RejectedDelivery unknownCallback() {
    return notOurs(
        "No such subscription was requested: expected the topic in Link at the callback that the"
            + " hub received for it, with the whole query.");
  }

  private static RejectedDelivery notOurs(String sentence) {
    return new RejectedDelivery(CallbackOutcome.NOT_OURS, NOT_FOUND, sentence);
  }
}
