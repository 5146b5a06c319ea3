/**
 * Translation of EventSub notifications into {@code StreamEvent}s, and their sentences, which the
 * catalogue of messages words.
 */
package dev.streamviewer.webhook.headline;
