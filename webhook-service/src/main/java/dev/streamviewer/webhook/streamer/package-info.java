/** Streamers: their profiles and streams, and the set of watched streamers. */
package dev.streamviewer.webhook.streamer;
