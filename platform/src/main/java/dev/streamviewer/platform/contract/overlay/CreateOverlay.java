package dev.streamviewer.platform.contract.overlay;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * Creates an overlay token.
 *
 * @param session the value of the viewer's session cookie; null if the request has none
 * @param streamer the login of the streamer in lower case
 */
public record CreateOverlay(@OptionalField Secret session, String streamer) {}
