/** Translation of EventSub notifications into {@code StreamEvent}s and their headlines. */
package dev.streamviewer.webhook.headline;
