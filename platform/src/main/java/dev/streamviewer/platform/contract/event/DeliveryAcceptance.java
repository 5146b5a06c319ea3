package dev.streamviewer.platform.contract.event;

import dev.streamviewer.platform.outcome.HasOutcome;

/**
 * The notifier's reply to an event.
 *
 * @param pushed true when Pusher accepted the event; false when the event is beyond Pusher's limits
 *     and was refused, so that retries are useless; its id, type and streamer are logged
 */
public record DeliveryAcceptance(boolean pushed) implements HasOutcome {
  @Override
  public String outcome() {
    return pushed ? "pushed" : "dropped";
  }

  @Override
  public String refusal() {
    return pushed ? null : "The event is beyond the limits of its receiver, and was refused.";
  }
}
