/** Streamers: who they are, what they stream, and which of them are watched. */
package dev.streamviewer.webhook.streamer;
