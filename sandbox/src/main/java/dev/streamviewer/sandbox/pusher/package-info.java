/**
 * A stand-in for Pusher Channels: the HTTP API, WebSocket protocol 7 and signed webhooks.
 *
 * <p>It is stricter than the compatible servers in use: statuses are true, the timestamp window is
 * kept, limits are enforced, and webhooks are delayed and retried as Pusher's documentation says.
 * All state is confined to the event loop of the verticle that starts it.
 */
package dev.streamviewer.sandbox.pusher;
