/** Channels, their members and connections, and the reports of channel occupancy. */
package dev.streamviewer.sandbox.pusher.channel;
