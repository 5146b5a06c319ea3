package dev.streamviewer.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;

/**
 * The consent to read chat as the viewer, with which we see what the chat of any channel shows to
 * everyone. It allows to read, not to write.
 *
 * @see <a href="https://dev.twitch.tv/docs/authentication/scopes/">Twitch access token scopes</a>
 */
final class ChatConsent {
  static final String SCOPE = "user:read:chat";

  private ChatConsent() {}

  static boolean given(Viewer viewer) {
    return viewer.scopes().contains(SCOPE);
  }

  /**
   * What stands for a session elsewhere: its key, of which nobody can make a cookie; null without
   * the consent.
   */
  static Secret lender(String key, Viewer viewer) {
    return given(viewer) ? new Secret(key) : null;
  }
}
