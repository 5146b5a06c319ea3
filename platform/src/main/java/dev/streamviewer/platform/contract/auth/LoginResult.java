package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;

/**
 * How a sign-in ended.
 *
 * @param session the value of the new session cookie; null unless signed in
 * @param streamer the streamer to open now, or null; also known after a denial
 */
public record LoginResult(Outcome outcome, Secret session, String streamer) {
  /** What happened, as the page explains it. */
  public enum Outcome {
    SIGNED_IN,
    /** The user pressed the other button at Twitch. */
    DENIED,
    /** The sign-in was begun too long ago. */
    EXPIRED,
    /** Twitch's answer was used before. */
    REPLAYED,
    /** The sign-in was not begun here, or in another browser. */
    FORGED,
    /** Twitch refused the code or the application. */
    FAILED,
    /** Twitch could not be reached. */
    UNAVAILABLE
  }

  public static LoginResult of(Outcome outcome) {
    return new LoginResult(outcome, null, null);
  }
}
