package dev.streamviewer.platform.contract.event;

/**
 * The notifier's reply to an event.
 *
 * @param pushed true when Pusher accepted the event; false when the event is beyond Pusher's limits
 *     and was refused, so that retries are useless; its id, type and streamer are logged
 */
public record DeliveryAcceptance(boolean pushed) {}
