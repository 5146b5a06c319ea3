/** Pusher's WebSocket protocol. */
package dev.streamviewer.sandbox.pusher.socket;
