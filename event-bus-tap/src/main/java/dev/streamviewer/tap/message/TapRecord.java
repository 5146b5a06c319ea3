package dev.streamviewer.tap.message;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * An observed message, as sent to a client of the tap. Unknown fields are left out.
 *
 * @param time by the clock of the observing process
 * @param node the observing process
 * @param direction {@code out} or {@code in}, as that process sees it
 * @param address for a reply, the address of the request
 * @param kind {@code request}, {@code reply}, {@code send} or {@code publish}
 * @param size bytes of the encoded body
 * @param latencyMs only for a reply. Incoming: since the request went out. Outgoing: since the
 *     request arrived
 * @param outcome only for a reply: what became of the message, such as {@code delivered}
 * @param failure only for a reply: why there is no answer, or why the message was refused
 * @param message Twitch's message id; a reply has that of its request
 * @param streamer the login of the streamer concerned
 * @param type the EventSub subscription type
 * @param body without secrets; text if it had to be cut
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TapRecord(
    Instant time,
    String node,
    String direction,
    String address,
    String kind,
    int size,
    Double latencyMs,
    String outcome,
    String failure,
    String message,
    String streamer,
    String type,
    JsonNode body) {}
