/**
 * A stand-in for Pusher Channels: the HTTP API, WebSocket protocol 7 and signed webhooks.
 *
 * <p>This stand-in is stricter than compatible servers: statuses are accurate, the timestamp window
 * is checked, limits are enforced, and webhooks are delayed and retried as Pusher documents. All
 * state is confined to the event loop of the verticle that starts the stand-in.
 */
package dev.streamviewer.sandbox.pusher;
