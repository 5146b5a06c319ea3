/**
 * Delivery of events to their sinks: queues in order for each channel, batches, a circuit breaker,
 * and receipts.
 */
package dev.streamviewer.notifier.delivery;
