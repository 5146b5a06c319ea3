package dev.streamviewer.webhook.transport;

/** The relation of a subscription at Twitch to this deployment. */
public enum SubscriptionOwnership {
  /** Uses the current secret, address and transport. */
  CURRENT("current"),
  /** Ours, but with the previous secret, address or transport: to be replaced. */
  OUTDATED("former"),
  /** Belongs to another deployment; never changed. */
  FOREIGN("foreign");

  private final String label;

  SubscriptionOwnership(String label) {
    this.label = label;
  }

  /** The value of the metric's label. */
  public String label() {
    return label;
  }
}
