/** Viewers who watch a channel that they moderate. */
package dev.streamviewer.webhook.moderation;
