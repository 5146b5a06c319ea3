package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.webhook.dedup.KeyedEvent;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import dev.streamviewer.webhook.moderation.ChannelModerator;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Translates Twitch's notifications into stream events. Lenient: unknown fields and types pass
 * through, because Twitch adds them without notice.
 */
public final class EventTranslator {
  /** Twitch's reason for the end of subscriptions by a former moderator. */
  private static final String ROLE_ENDED = "moderator_removed";

  /** Names the fact that ends the events of all types that a moderator may see. */
  private static final String MODERATOR = "channel.moderator.remove";

  private final EventStreamers streamers;

  /**
   * A message of Twitch; {@code id} is the id of its first event, {@code moderator} the only person
   * who may see its events, or null.
   */
  private record Message(String id, Instant at, String type, String moderator) {
    private static Message of(String id, Instant at, String type, EventSubBody body) {
      var moderator = body.subscription().moderatorId();
      return new Message(id, at, type, moderator.isEmpty() ? null : moderator);
    }

    private String eventId(int number) {
      return number == 0 ? id : id + "#" + number;
    }
  }

  public EventTranslator(EventStreamers streamers) {
    this.streamers = streamers;
  }

  /**
   * Returns the events of a notification, each once for every login under which the streamer is
   * watched. Leaves out events without a streamer that Twitch knows.
   */
  public Future<List<KeyedEvent>> notification(String messageId, Instant at, EventSubBody body)
      throws RejectedDelivery {
    var events = body.events();
    var owners = new ArrayList<Future<List<Streamer>>>();
    events.forEach(event -> owners.add(streamers.of(body.subscription(), event)));
    return Future.all(owners)
        .map(all -> translate(Message.of(messageId, at, body.type(), body), events, all.list()));
  }

  /** Returns the events that inform the page of a revocation; none for an unknown streamer. */
  public Future<List<KeyedEvent>> revocation(String messageId, Instant at, EventSubBody body) {
    var details =
        new JsonObject()
            .put("type", body.type())
            .put("version", body.subscription().version())
            .put("reason", body.subscription().statusText());
    return streamers
        .of(body.subscription(), new JsonObject())
        .map(
            owners ->
                translate(
                    Message.of(messageId, at, StreamEvent.REVOCATION, body),
                    List.of(details),
                    List.of(owners)));
  }

  /** Returns the event about a streamer who is known by id only; none for an unknown streamer. */
  public Future<List<KeyedEvent>> event(
      String messageId, Instant at, String type, String streamerId, JsonObject details) {
    return streamers
        .byId(streamerId)
        .map(
            owners ->
                translate(
                    new Message(messageId, at, type, null), List.of(details), List.of(owners)));
  }

  /** Returns the event that tells a moderator of the end of the role. */
  public Future<List<KeyedEvent>> roleEnded(String messageId, Instant at, ChannelModerator former) {
    var details =
        new JsonObject().put("type", MODERATOR).put("version", "").put("reason", ROLE_ENDED);
    return streamers
        .byId(former.streamerId())
        .map(
            owners ->
                translate(
                    new Message(messageId, at, StreamEvent.REVOCATION, former.moderatorId()),
                    List.of(details),
                    List.of(owners)));
  }

  /**
   * Numbers the further logins of a streamer after all events of the message, so that the id of an
   * event does not depend on the logins.
   */
  private static List<KeyedEvent> translate(
      Message message, List<JsonObject> events, List<List<Streamer>> owners) {
    var translated = new ArrayList<KeyedEvent>();
    var next = events.size();
    for (var i = 0; i < events.size(); i++) {
      var number = i;
      for (var streamer : owners.get(i)) {
        translated.add(event(message, number, streamer, events.get(i)));
        number = next++;
      }
    }
    return translated;
  }

  private static KeyedEvent event(
      Message message, int number, Streamer streamer, JsonObject event) {
    var headline = Headlines.of(message.type(), streamer.name(), event);
    return KeyedEvent.of(
        new StreamEvent(
            message.eventId(number),
            message.type(),
            message.at(),
            streamer,
            headline,
            event,
            message.moderator()),
        event);
  }
}
