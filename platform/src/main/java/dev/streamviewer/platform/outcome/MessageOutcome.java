package dev.streamviewer.platform.outcome;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.streamviewer.platform.record.OptionalField;
import java.time.Instant;

/**
 * The outcome of a message at one place. Never contains the message itself.
 *
 * @param address the address of the bus, or the part of the process, that decided
 * @param message Twitch's message id, with {@code #n} for further events of the message
 * @param streamer the streamer's login; null if unknown
 * @param outcome such as {@code delivered}, {@code duplicate} or {@code bad_signature}
 * @param reason the sentence of a refusal or a failure; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageOutcome(
    Instant time,
    String address,
    String message,
    @OptionalField String streamer,
    String outcome,
    @OptionalField String reason) {
  /** Whether this is about a message, or an event of it. */
  boolean concerns(String id) {
    return message.startsWith(id)
        && (message.length() == id.length() || message.charAt(id.length()) == '#');
  }
}
