/**
 * Delivery to Pusher and on wish to Amazon SNS, and what Pusher says of its channels.
 *
 * <p>Serves {@code notifier.deliver}: {@link dev.streamviewer.notifier.Notifier} remembers an event
 * hands it to all {@link dev.streamviewer.notifier.delivery.EventSinks}; a {@link
 * dev.streamviewer.notifier.delivery.DeliveryQueue} for each sends it, up to ten with one call,
 * unless its {@link dev.streamviewer.notifier.delivery.Circuit} is open. Serves {@code
 * notifier.recent} from the {@link dev.streamviewer.notifier.history.EventHistory}, and {@code
 * notifier.authorize} and {@code notifier.pusher-webhook}; publishes {@code notifier.occupancy}.
 * Pusher's secret is known here and nowhere else.
 */
package dev.streamviewer.notifier;
