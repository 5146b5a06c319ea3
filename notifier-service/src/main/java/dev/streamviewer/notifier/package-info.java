/**
 * Delivery to Pusher and optionally to Amazon SNS, and the occupancy of Pusher's channels.
 *
 * <p>Serves {@code notifier.deliver}: {@link dev.streamviewer.notifier.Notifier} stores an event in
 * the history and hands it to all {@link dev.streamviewer.notifier.delivery.EventSinks}. A {@link
 * dev.streamviewer.notifier.delivery.DeliveryQueue} for each sink sends up to ten events in one
 * call, unless the sink's {@link dev.streamviewer.notifier.delivery.SinkCircuitBreaker} is open.
 * Serves {@code notifier.recent} from the {@link dev.streamviewer.notifier.history.EventHistory},
 * and {@code notifier.authorize} and {@code notifier.pusher-webhook}; publishes {@code
 * notifier.occupancy}. No other service knows Pusher's secret.
 */
package dev.streamviewer.notifier;
