/** Viewers' requests about streamers, and the limits of each viewer. */
package dev.streamviewer.webhook.watch;
