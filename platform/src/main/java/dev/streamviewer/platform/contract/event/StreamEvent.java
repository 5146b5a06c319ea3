package dev.streamviewer.platform.contract.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.streamviewer.platform.contract.streamer.Streamer;
import dev.streamviewer.platform.record.OptionalField;
import dev.streamviewer.platform.telemetry.HasSubject;
import dev.streamviewer.platform.telemetry.MessageSubject;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/**
 * An event on a streamer's channel.
 *
 * @param id Twitch's message id, the same for each redelivery
 * @param type the EventSub subscription type, or {@link #REVOCATION}
 * @param at Twitch's message timestamp, approximately the time of the event
 * @param streamer the broadcaster of the channel
 * @param headline the sentence that describes the event to a person
 * @param details the normalised event, as {@code docs/events.md} describes; treat it as immutable
 * @param moderator the id of the only moderator who may see the event, whose consent brought it;
 *     null for an event of the public channel or of the broadcaster
 * @param key the identity of the event under any message id, opaque; the id if there is no other
 */
public record StreamEvent(
    String id,
    String type,
    Instant at,
    Streamer streamer,
    String headline,
    JsonObject details,
    @OptionalField @JsonInclude(JsonInclude.Include.NON_NULL) String moderator,
    @OptionalField String key)
    implements HasSubject {
  /** The type of the event that reports the revocation of a subscription by Twitch. */
  public static final String REVOCATION = "revocation";

  /**
   * The time within which a key identifies an event. Later the same may happen again: a channel may
   * raid another every evening.
   */
  public static final Duration KEY_WINDOW = Duration.ofMinutes(15);

  /** Messages of earlier versions have no key. */
  public StreamEvent {
    key = key == null ? id : key;
  }

  /** An event that belongs to no moderator, and that only its id identifies. */
  public StreamEvent(
      String id, String type, Instant at, Streamer streamer, String headline, JsonObject details) {
    this(id, type, at, streamer, headline, details, null, id);
  }

  /** Returns the same event with another key. */
  public StreamEvent withKey(String other) {
    return new StreamEvent(id, type, at, streamer, headline, details, moderator, other);
  }

  /** Returns the same event with other details. */
  public StreamEvent withDetails(JsonObject other) {
    return new StreamEvent(id, type, at, streamer, headline, other, moderator, key);
  }

  /** Whether another message reports the same event. */
  public boolean isSameAs(StreamEvent other) {
    return id.equals(other.id) || key.equals(other.key) && isWithinKeyWindow(at, other.at);
  }

  /** Whether two times are close enough for equal keys to mean the same event. */
  public static boolean isWithinKeyWindow(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(KEY_WINDOW) < 0;
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
