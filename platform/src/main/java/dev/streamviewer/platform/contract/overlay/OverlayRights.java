package dev.streamviewer.platform.contract.overlay;

import java.time.Instant;
import java.util.Set;

/**
 * The rights of an overlay: the events of one streamer that its viewer may see.
 *
 * @param viewerId the viewer who created the overlay
 * @param viewerLogin the viewer's login according to Twitch, not older than an hour
 * @param scopes the scopes that the viewer grants to this site; empty unless the streamer is the
 *     viewer
 * @param streamer the login of the streamer in lower case
 */
public record OverlayRights(
    String viewerId, String viewerLogin, Set<String> scopes, String streamer, Instant expiresAt) {
  /** Whether the streamer is the viewer, who may then see the private events. */
  public boolean ownChannel() {
    return viewerLogin.equals(streamer);
  }
}
