package dev.streamviewer.platform.contract.event;

/**
 * The notifier's answer to an event.
 *
 * @param pushed true when Pusher accepted it; false when Pusher will never accept it (too large,
 *     malformed), which is logged whole, and no further try can help
 */
public record DeliveryAcceptance(boolean pushed) {}
