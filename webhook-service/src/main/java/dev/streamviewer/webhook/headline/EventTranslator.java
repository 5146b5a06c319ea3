package dev.streamviewer.webhook.headline;

import dev.streamviewer.platform.contract.event.StreamEvent;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.webhook.eventsub.EventSubBody;
import dev.streamviewer.webhook.eventsub.RejectedDelivery;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Translates Twitch's notifications into stream events. Lenient: unknown fields and types pass
 * through, because Twitch adds them without notice.
 */
public final class EventTranslator {
  private final StreamerLookup streamers;

  public EventTranslator(StreamerLookup streamers) {
    this.streamers = streamers;
  }

  /** Returns the events of a notification, without streamers that Twitch does not know. */
  public Future<List<StreamEvent>> notification(String messageId, Instant at, EventSubBody body)
      throws RejectedDelivery {
    var events = body.events();
    var translated = new ArrayList<Future<Optional<StreamEvent>>>();
    for (var i = 0; i < events.size(); i++) {
      var id = i == 0 ? messageId : messageId + "#" + i;
      var event = events.get(i);
      translated.add(
          streamer(body, event)
              .map(found -> found.map(it -> event(id, body.type(), at, it, event))));
    }
    return Future.all(translated)
        .map(all -> all.<Optional<StreamEvent>>list().stream().flatMap(Optional::stream).toList());
  }

  /** Returns the event that informs the page of a revocation; empty for an unknown streamer. */
  public Future<List<StreamEvent>> revocation(String messageId, Instant at, EventSubBody body) {
    var details =
        new JsonObject()
            .put("type", body.type())
            .put("version", body.subscription().version())
            .put("reason", body.subscription().statusText());
    return streamer(body, new JsonObject())
        .map(
            found ->
                found.map(it -> event(messageId, StreamEvent.REVOCATION, at, it, details)).stream()
                    .toList());
  }

  private static StreamEvent event(
      String id, String type, Instant at, Streamer streamer, JsonObject event) {
    var headline = Headlines.of(type, streamer.name(), event);
    return new StreamEvent(id, type, at, streamer, headline, event);
  }

  /**
   * Finds the streamer of an event: the broadcaster of the subscription, or the user for the few
   * types without a broadcaster.
   */
  private Future<Optional<Streamer>> streamer(EventSubBody body, JsonObject event) {
    var prefix = prefix(body);
    return named(event, prefix)
        .or(() -> named(event, "user"))
        .map(streamer -> Future.succeededFuture(Optional.of(streamer)))
        .orElseGet(
            () -> byId(text(event, prefix + "_id"), body.subscription().condition(prefix + "_id")));
  }

  private Future<Optional<Streamer>> byId(String... candidates) {
    return Stream.of(candidates)
        .filter(id -> !id.isEmpty())
        .findFirst()
        .map(streamers::byId)
        .orElse(Future.succeededFuture(Optional.empty()));
  }

  /** A raid names two broadcasters; the condition tells which is the streamer. */
  private static String prefix(EventSubBody body) {
    return Stream.of("to_broadcaster_user", "from_broadcaster_user")
        .filter(prefix -> !body.subscription().condition(prefix + "_id").isEmpty())
        .findFirst()
        .orElse("broadcaster_user");
  }

  private static Optional<Streamer> named(JsonObject event, String prefix) {
    var login = text(event, prefix + "_login").toLowerCase(Locale.ROOT);
    var name = text(event, prefix + "_name");
    return login.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Streamer(text(event, prefix + "_id"), login, name.isEmpty() ? login : name));
  }

  private static String text(JsonObject event, String field) {
    return event.getValue(field) instanceof String text ? text : "";
  }
}
