package dev.streamviewer.webhook.websub;

/** Where a topic stands with the hub. */
enum SubscriptionPhase {
  /** Asked for, or for another lease; the hub has yet to verify that. */
  SUBSCRIBING,

  /** Verified. */
  ACTIVE,

  /** Asked to end; the hub has yet to verify that. */
  UNSUBSCRIBING,

  /** The hub said that it will not serve it. */
  DENIED
}
