/**
 * Delivery of EventSub messages to callbacks, conduits and WebSockets, with retries and
 * revocations.
 */
package dev.streamviewer.sandbox.twitch.delivery;
