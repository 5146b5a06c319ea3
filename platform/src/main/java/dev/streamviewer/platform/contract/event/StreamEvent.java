package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.contract.streamer.Streamer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * Something that happened on a streamer's channel.
 *
 * @param id Twitch's message id; the same event delivered again has the same
 * @param type the EventSub subscription type, or {@link #REVOCATION}
 * @param at Twitch's message timestamp: when it happened, as far as one clock can say
 * @param streamer whose channel it is
 * @param headline the sentence that a person reads
 * @param details the event as Twitch sent it; treat it as immutable
 */
public record StreamEvent(
    String id, String type, Instant at, Streamer streamer, String headline, JsonObject details) {
  /** The type of the event that says that Twitch ended a subscription of ours. */
  public static final String REVOCATION = "revocation";

  /** For logs: which event of whom, and nothing of what it says, which may be private. */
  @Override
  public String toString() {
    return "%s %s of %s".formatted(type, id, streamer.login());
  }
}
