package dev.streamviewer.webhook.transport;

/** How a subscription at Twitch stands to this deployment. */
public enum Ownership {
  /** Its events come the way that they should. */
  CURRENT,
  /** Ours, but made with the secret, the address or the transport before: to be replaced. */
  FORMER,
  /** Of another deployment; never touched. */
  FOREIGN
}
