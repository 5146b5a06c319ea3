package dev.streamviewer.webhook.transport;

/** The relation of a subscription at Twitch to this deployment. */
public enum Ownership {
  /** Uses the current secret, address and transport. */
  CURRENT,
  /** Ours, but with the previous secret, address or transport: to be replaced. */
  FORMER,
  /** Belongs to another deployment; never changed. */
  FOREIGN
}
