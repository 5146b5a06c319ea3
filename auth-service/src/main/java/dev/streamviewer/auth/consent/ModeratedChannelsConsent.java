package dev.streamviewer.auth.consent;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.contract.auth.Viewer;

/** The consent to learn which channels the viewer moderates. */
public final class ModeratedChannelsConsent {
  public static final String SCOPE = "user:read:moderated_channels";

  private ModeratedChannelsConsent() {}

  public static boolean given(Viewer viewer) {
    return viewer.scopes().contains(SCOPE);
  }

  /**
   * Returns the reference by which other services name a session: its key, from which no cookie can
   * be made. Null without the consent.
   */
  public static Secret reference(String key, Viewer viewer) {
    return given(viewer) ? new Secret(key) : null;
  }
}
