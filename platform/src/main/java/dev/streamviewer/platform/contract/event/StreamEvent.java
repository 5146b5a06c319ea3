package dev.streamviewer.platform.contract.event;

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
 * @param details the normalised event, as {@code docs/events.md} describes; treat it as immutable
 */
public record StreamEvent(
    String id, String type, Instant at, Streamer streamer, String headline, JsonObject details)
    implements HasSubject {
  /** The type of the event that reports the revocation of a subscription by Twitch. */
  public static final String REVOCATION = "revocation";

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
