package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * Asks who is behind a session cookie.
 *
 * @param session the value of the cookie
 * @param fresh whether Twitch has to be asked now, and not some time within the hour
 */
public record FindSession(Secret session, boolean fresh) {
  /** Who is behind a cookie, as Twitch said within the hour. */
  public FindSession(Secret session) {
    this(session, false);
  }
}
