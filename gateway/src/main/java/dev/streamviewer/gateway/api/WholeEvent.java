package dev.streamviewer.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.streamviewer.platform.contract.event.StreamEvent;
import io.vertx.core.json.JsonObject;

/**
 * An event with everything that is known about it.
 *
 * @param body the event as Twitch sent it; null if it is no longer kept
 */
record WholeEvent(
    @JsonUnwrapped StreamEvent event, @JsonInclude(JsonInclude.Include.NON_NULL) JsonObject body) {}
