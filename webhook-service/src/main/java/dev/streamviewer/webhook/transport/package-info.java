/** Transports of subscriptions: webhooks, and conduits with their shards. */
package dev.streamviewer.webhook.transport;
