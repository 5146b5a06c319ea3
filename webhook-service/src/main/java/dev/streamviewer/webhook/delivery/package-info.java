/** Delivery of accepted events to the notifier, and the outbox for what it cannot take in time. */
package dev.streamviewer.webhook.delivery;
