package dev.streamviewer.webhook;

/** How a subscription at Twitch stands to this deployment. */
enum Standing {
  /** Its events come the way that they should. */
  CURRENT,
  /** Ours, but made with the secret, the address or the transport before: to be replaced. */
  FORMER,
  /** Of another deployment; never touched. */
  FOREIGN
}
