package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.record.OptionalField;
import io.vertx.core.json.JsonObject;

/**
 * An event as Twitch sent it.
 *
 * @param body null if it is no longer kept
 */
public record OriginalBody(@OptionalField JsonObject body) {
  /** The answer without a body. */
  public static final OriginalBody NONE = new OriginalBody(null);
}
