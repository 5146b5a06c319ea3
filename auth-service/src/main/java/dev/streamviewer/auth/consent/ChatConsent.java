package dev.streamviewer.auth.consent;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;

/**
 * The consent to read chat as the viewer, which shows us everything that any channel's chat shows
 * to everyone. The consent permits reading, not writing.
 *
 * @see <a href="https://dev.twitch.tv/docs/authentication/scopes/">Twitch access token scopes</a>
 */
public final class ChatConsent {
  public static final String SCOPE = "user:read:chat";

  private ChatConsent() {}

  public static boolean given(Viewer viewer) {
    return viewer.scopes().contains(SCOPE);
  }

  /**
   * Returns the reference by which other services name a session: its key, from which no cookie can
   * be made. Null without the consent.
   */
  public static Secret lender(String key, Viewer viewer) {
    return given(viewer) ? new Secret(key) : null;
  }
}
