package dev.streamviewer.auth.overlay;

import java.time.Instant;

/**
 * The content of an overlay token.
 *
 * @param viewerId the viewer who created the overlay
 * @param streamer the login of the streamer in lower case
 * @param version the version of the viewer's overlays for this streamer, which a withdrawal ends
 */
record OverlayGrant(String viewerId, String streamer, String version, Instant expiresAt) {}
