package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.webhook.dedup.KeyedEvent;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.OriginalMessage;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.fact.ChannelMemory;
import dev.streamviewer.webhook.fact.FactReaders;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Translates Twitch's notifications into stream events. Lenient: unknown fields and types pass
 * through, because Twitch adds them without notice.
 */
public final class EventTranslator {
  private static final String UPDATE = "channel.update";

  /** Twitch's reason for the end of subscriptions by a former moderator. */
  private static final String ROLE_ENDED = "moderator_removed";

  /** Names the fact that ends the events of all types that a moderator may see. */
  private static final String MODERATOR = "channel.moderator.remove";

  private final EventStreamers streamers;
  private final ChannelMemory memory;
  private final BiConsumer<String, OriginalMessage> originals;
  private final Predicate<ChannelModerator> moderators;

  /**
   * A message of Twitch; {@code id} is the id of its first event, {@code moderator} the only person
   * who may see its events, or null.
   */
  private record Message(
      String id, Instant at, String type, String moderator, OriginalMessage original) {
    private String eventId(int number) {
      return number == 0 ? id : id + "#" + number;
    }
  }

  /**
   * An event of a message.
   *
   * @param body the event as Twitch sent it
   * @param facts the normalised event; empty without owners
   * @param owners the streamer, once for each login
   */
  private record Item(JsonObject body, JsonObject facts, List<Streamer> owners) {}

  /**
   * @param memory the channels' states, with which updates are compared
   * @param originals keeps what Twitch sent, by the id of the message
   * @param moderators knows the viewers who moderate a channel here; events that come by the
   *     consent of others belong to the broadcaster alone
   */
  public EventTranslator(
      EventStreamers streamers,
      ChannelMemory memory,
      BiConsumer<String, OriginalMessage> originals,
      Predicate<ChannelModerator> moderators) {
    this.streamers = streamers;
    this.memory = memory;
    this.originals = originals;
    this.moderators = moderators;
  }

  /**
   * Returns the events of a notification, each once for every login under which the streamer is
   * watched. Leaves out events without a streamer that Twitch knows.
   */
  public Future<List<KeyedEvent>> notification(
      String messageId, Instant at, EventSubBody body, OriginalMessage original)
      throws RejectedDelivery {
    var message = message(messageId, at, body.type(), body, original);
    var items = new ArrayList<Future<Item>>();
    for (var event : body.events()) {
      var number = items.size();
      items.add(
          streamers
              .of(body.subscription(), event)
              .map(owners -> item(message, number, event, owners)));
    }
    return Future.all(items).map(all -> translate(message, all.list()));
  }

  /** Returns the events that inform the page of a revocation; none for an unknown streamer. */
  public Future<List<KeyedEvent>> revocation(String messageId, Instant at, EventSubBody body) {
    var details =
        new JsonObject().put("type", body.type()).put("reason", body.subscription().statusText());
    var message = message(messageId, at, StreamEvent.REVOCATION, body, OriginalMessage.of(details));
    return streamers
        .of(body.subscription(), new JsonObject())
        .map(owners -> item(message, 0, details, owners))
        .map(item -> translate(message, List.of(item)));
  }

  /** Returns the event of a WebSub hub about a stream; none for an unknown streamer. */
  public Future<List<KeyedEvent>> webSub(
      String messageId,
      Instant at,
      String type,
      String streamerId,
      JsonObject stream,
      OriginalMessage original) {
    var message = new Message(messageId, at, type, null, original);
    return streamers
        .byId(streamerId)
        .map(owners -> new Item(stream, FactReaders.readWebSub(type, streamerId, stream), owners))
        .map(item -> translate(message, List.of(item)));
  }

  /** Returns the event that tells a moderator of the end of the role. */
  public Future<List<KeyedEvent>> roleEnded(String messageId, Instant at, ChannelModerator former) {
    var details = new JsonObject().put("type", MODERATOR).put("reason", ROLE_ENDED);
    var message =
        new Message(
            messageId,
            at,
            StreamEvent.REVOCATION,
            former.moderatorId(),
            OriginalMessage.of(details));
    return streamers
        .byId(former.streamerId())
        .map(owners -> item(message, 0, details, owners))
        .map(item -> translate(message, List.of(item)));
  }

  private Item item(Message message, int number, JsonObject body, List<Streamer> owners) {
    if (owners.isEmpty()) {
      return new Item(body, new JsonObject(), owners);
    }
    var streamerId = owners.get(0).id();
    var facts = FactReaders.read(message.type(), streamerId, body);
    return new Item(
        body,
        UPDATE.equals(message.type())
            ? memory.compare(message.eventId(number), message.at(), streamerId, body, facts)
            : facts,
        owners);
  }

  /**
   * Numbers the further logins of a streamer after all events of the message, so that the id of an
   * event does not depend on the logins.
   */
  private List<KeyedEvent> translate(Message message, List<Item> items) {
    var translated = new ArrayList<KeyedEvent>();
    var next = items.size();
    for (var i = 0; i < items.size(); i++) {
      var number = i;
      for (var streamer : items.get(i).owners()) {
        translated.add(event(message, number, streamer, items.get(i)));
        number = next++;
      }
    }
    if (!translated.isEmpty()) {
      originals.accept(message.id(), message.original());
    }
    return translated;
  }

  private KeyedEvent event(Message message, int number, Streamer streamer, Item item) {
    return KeyedEvent.of(
        new StreamEvent(
            message.eventId(number),
            message.type(),
            message.at(),
            streamer,
            EventHeadlines.of(streamer, item.facts()),
            item.facts(),
            message.moderator(),
            null),
        item.body());
  }

  private Message message(
      String id, Instant at, String type, EventSubBody body, OriginalMessage original) {
    var moderator = ChannelModerator.of(body.subscription());
    return new Message(
        id, at, type, moderators.test(moderator) ? moderator.moderatorId() : null, original);
  }
}
