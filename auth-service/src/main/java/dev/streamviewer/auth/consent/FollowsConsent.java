package dev.streamviewer.auth.consent;

import dev.streamviewer.platform.contract.auth.Viewer;

/** The consent to list the channels that the viewer follows at Twitch. */
public final class FollowsConsent {
  public static final String SCOPE = "user:read:follows";

  private FollowsConsent() {}

  public static boolean given(Viewer viewer) {
    return viewer.scopes().contains(SCOPE);
  }
}
