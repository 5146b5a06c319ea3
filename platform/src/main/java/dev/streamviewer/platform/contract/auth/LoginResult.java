package dev.streamviewer.platform.contract.auth;

import dev.streamviewer.platform.config.Secret;
import dev.streamviewer.platform.record.OptionalField;

/**
 * The result of a sign-in.
 *
 * @param session the value of the new session cookie; null unless signed in
 * @param streamer the streamer to open now, or null; also set when a genuine sign-in fails
 */
public record LoginResult(
    Outcome outcome, @OptionalField Secret session, @OptionalField String streamer) {
  /** The outcome, as the page explains it. */
  public enum Outcome {
    SIGNED_IN,
    /** The user declined at Twitch. */
    DENIED,
    /** The sign-in began too long ago. */
    EXPIRED,
    /** Twitch's answer was already used. */
    REPLAYED,
    /** The sign-in began elsewhere, or in another browser. */
    FORGED,
    /** Twitch refused the code or the application. */
    FAILED,
    /** Twitch was unreachable. */
    UNAVAILABLE
  }

  public static LoginResult of(Outcome outcome) {
    return new LoginResult(outcome, null, null);
  }
}
