package dev.streamviewer.platform.contract.event;

/**
 * The notifier's reply to an event.
 *
 * @param pushed true when Pusher accepted the event; false when Pusher will never accept it (too
 *     large, malformed), so that retries are useless and the whole event is logged
 */
public record DeliveryAcceptance(boolean pushed) {}
