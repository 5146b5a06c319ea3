/** Channels, their members and connections, and the reports of their occupancy. */
package dev.streamviewer.sandbox.pusher.channel;
