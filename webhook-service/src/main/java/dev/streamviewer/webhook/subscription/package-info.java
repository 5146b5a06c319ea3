/** The life of subscriptions at Twitch: creation, reconciliation, migration and eviction. */
package dev.streamviewer.webhook.subscription;
