package dev.streamviewer.sandbox.twitch.delivery;

/** When a callback is challenged, as seen from the Helix call that names the callback. */
public enum ChallengeTiming {
  /** The challenge and the answer to the call travel at the same time. */
  ALONGSIDE,
  /** The answer to a subscribe call waits until the callback has answered the challenge. */
  FIRST,
  /** The challenge is lost: the subscription or the shard stays pending. */
  NEVER
}
