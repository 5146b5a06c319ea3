package dev.streamviewer.platform.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An event on a streamer's channel.
 *
 * @param id Twitch's message id, the same for each redelivery
 * @param type the EventSub subscription type, or {@link #REVOCATION}
 * @param at Twitch's message timestamp, approximately the time of the event
 * @param streamer the broadcaster of the channel
 * @param headline the sentence that describes the event to a person
 * @param details the event as Twitch sent it; treat it as immutable
 * @param moderator the id of the only moderator who may see the event, whose consent brought it;
 *     null for an event of the public channel or of the broadcaster
 */
public record StreamEvent(
    String id,
    String type,
    Instant at,
    Streamer streamer,
    String headline,
    JsonObject details,
    @JsonInclude(JsonInclude.Include.NON_NULL) String moderator)
    implements HasSubject {
  /** The type of the event that reports the revocation of a subscription by Twitch. */
  public static final String REVOCATION = "revocation";

  /** An event that belongs to no moderator. */
  public StreamEvent(
      String id, String type, Instant at, Streamer streamer, String headline, JsonObject details) {
    this(id, type, at, streamer, headline, details, null);
  }

  /** Returns the same event with other details. */
  public StreamEvent withDetails(JsonObject other) {
    return new StreamEvent(id, type, at, streamer, headline, other, moderator);
  }

  @Override
  public MessageSubject subject() {
    return new MessageSubject(id, streamer.login());
  }

  /** Identifies the event in logs without its content, which may be private. */
  @Override
  public String toString() {
    return "%s %s of %s".formatted(type, id, streamer.login());
  }
}
