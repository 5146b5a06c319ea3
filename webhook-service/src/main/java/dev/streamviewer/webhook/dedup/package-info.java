/** Duplicates: one delivery for each message, each event, and each event of two subscriptions. */
package dev.streamviewer.webhook.dedup;
