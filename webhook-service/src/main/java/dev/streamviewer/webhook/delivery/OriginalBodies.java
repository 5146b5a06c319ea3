package dev.streamviewer.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.streamviewer.platform.contract.event.FindOriginalBody;
import dev.streamviewer.platform.contract.event.OriginalBody;
import dev.streamviewer.platform.memory.RecordRing;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest messages that this process received, for readers who ask what Twitch sent about an
 * event; the oldest messages go. Webhooks, which are frequent, are copied into one array of bytes:
 * references to their bodies would make each garbage collection copy those. Nothing waits for this
 * store: a body that is missing is no error.
 */
public final class OriginalBodies {
  private static final Logger log = LoggerFactory.getLogger(OriginalBodies.class);

  static final int MAX_MESSAGES = 20_000;
  static final int MAX_BYTES = 8 * 1024 * 1024;
  static final int MAX_LENGTH = 64 * 1024;

  private final Function<FindOriginalBody, Future<OriginalBody>> others;

  private final RecordRing webhooks = new RecordRing(MAX_MESSAGES, MAX_BYTES);

  /** The other messages, the oldest first. */
  private final Map<String, OriginalMessage> messages = new LinkedHashMap<>();

  private int bytes;

  /**
   * @param others asks the other processes
   */
  public OriginalBodies(Function<FindOriginalBody, Future<OriginalBody>> others) {
    this.others = others;
  }

  /** Keeps a message, unless it is very long. */
  public void keep(String messageId, OriginalMessage message) {
    if (message.length() > MAX_LENGTH) {
      return;
    }
    message
        .webhook()
        .ifPresentOrElse(
            body -> webhooks.add(messageId.getBytes(UTF_8), body.getBytes()),
            () -> keepOther(messageId, message));
  }

  private void keepOther(String messageId, OriginalMessage message) {
    if (messages.putIfAbsent(messageId, message) == null) {
      bytes += message.length();
      removeOldest();
    }
  }

  private void removeOldest() {
    var oldest = messages.values().iterator();
    while (bytes > MAX_BYTES || messages.size() > MAX_MESSAGES) {
      bytes -= oldest.next().length();
      oldest.remove();
    }
  }

  /** Finds the body of an event at any process; none if no process keeps it. */
  public Future<OriginalBody> find(FindOriginalBody question) {
    var body = findHere(question);
    return body.body() == null ? others.apply(question) : Future.succeededFuture(body);
  }

  /** Finds the body of an event that this process received. */
  public OriginalBody findHere(FindOriginalBody question) {
    var eventId = EventId.parse(question.id());
    return find(eventId.messageId())
        .map(message -> new OriginalBody(eventId.choose(events(eventId.messageId(), message))))
        .orElse(OriginalBody.NONE);
  }

  private Optional<OriginalMessage> find(String messageId) {
    return Optional.ofNullable(messages.get(messageId))
        .or(
            () ->
                webhooks
                    .findLast(messageId.getBytes(UTF_8))
                    .map(body -> OriginalMessage.ofWebhook(Buffer.buffer(body))));
  }

  /** A message was readable when it arrived, so a failure is a fault of this service. */
  private static List<JsonObject> events(String messageId, OriginalMessage message) {
    try {
      return message.reader().events();
    } catch (RejectedDelivery unreadable) {
      log.error("The message {} cannot be read again", messageId, unreadable);
      return List.of();
    }
  }

  /**
   * The id of an event: that of its message, and a number behind {@code #} for further events.
   * Numbers above the last event belong to further logins of the streamer.
   */
  private record EventId(String messageId, int number) {
    static EventId parse(String id) {
      var mark = id.lastIndexOf('#');
      try {
        return mark < 0
            ? new EventId(id, 0)
            : new EventId(
                id.substring(0, mark), Integer.parseUnsignedInt(id, mark + 1, id.length(), 10));
      } catch (NumberFormatException notOurs) {
        return new EventId(id, 0);
      }
    }

    /** Returns the event; null where it cannot be told which of several it is. */
    JsonObject choose(List<JsonObject> events) {
      if (events.size() == 1) {
        return events.get(0);
      }
      return number >= 0 && number < events.size() ? events.get(number) : null;
    }
  }
}
