package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * Requests the viewer of a session cookie.
 *
 * @param session the value of the cookie
 * @param fresh whether to validate the token at Twitch now, instead of relying on the last hour
 */
public record FindSession(Secret session, boolean fresh) {
  /** Requests the viewer, as validated by Twitch within the last hour. */
  public FindSession(Secret session) {
    this(session, false);
  }
}
