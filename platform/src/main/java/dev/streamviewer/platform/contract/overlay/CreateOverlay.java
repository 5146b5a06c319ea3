package dev.streamviewer.platform.contract.overlay;

import dev.streamviewer.platform.config.Secret;

/**
 * Creates an overlay token.
 *
 * @param session the value of the viewer's session cookie
 * @param streamer the login of the streamer in lower case
 */
public record CreateOverlay(Secret session, String streamer) {}
