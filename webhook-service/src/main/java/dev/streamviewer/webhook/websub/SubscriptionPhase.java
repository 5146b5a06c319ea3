package dev.streamviewer.webhook.websub;

/** The state of a topic's subscription at the hub. */
enum SubscriptionPhase {
  /** Requested, or a new lease is requested; the hub has yet to verify the request. */
  SUBSCRIBING,

  /** Verified. */
  ACTIVE,

  /** The end is requested; the hub has yet to verify the request. */
  UNSUBSCRIBING,

  /** The hub denied the subscription. */
  DENIED
}
