/**
 * The pipeline of every event: duplicates, then delivery to the notifier, or the outbox for events
 * that cannot be delivered in time.
 */
package dev.streamviewer.webhook.delivery;
