package dev.streamviewer.platform.tap;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A message that was seen, as a client of the tap reads it. What is not known is left out.
 *
 * @param time by the clock of the process that saw it
 * @param node that process
 * @param direction {@code out} or {@code in}, as that process sees it
 * @param address for a reply that of the request
 * @param kind {@code request}, {@code reply}, {@code send} or {@code publish}
 * @param size bytes of the body on the wire
 * @param latencyMs only for a reply: coming in, since the request went out; going out, since the
 *     request came in
 * @param failure only for a reply: why there is no answer
 * @param streamer the login of whom it concerns
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
    String failure,
    String streamer,
    String type,
    JsonNode body) {}
