/**
 * Delivery of accepted events to the notifier, and the outbox for events that cannot be delivered
 * in time.
 */
package dev.streamviewer.webhook.delivery;
